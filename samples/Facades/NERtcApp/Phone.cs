using System.Threading.Channels;
using Calling.NERtc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.NERtcApp;

/// <summary>A small app of NERtcCallKit's, on whatever provider the configuration names.</summary>
public sealed class Phone : IAsyncDisposable
{
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly ServiceProvider _services;
    private readonly NERtcCallKit _kit;
    private readonly string _user;

    public Phone(string user, IConfiguration configuration)
    {
        _user = user;
        var services = new ServiceCollection();
        services.AddCalling(configuration.GetSection("Calling")).AddMock();
        services.AddNERtcFacade();
        _services = services.BuildServiceProvider();
        _kit = _services.GetRequiredService<NERtcCallKit>();

        var kit = _kit;
        kit.OnInvited += (_, invitation) => ShowCallPage(invitation.Invitor, invitation.Type);
        kit.OnUserEnter += (_, userId) => kit.SetupRemoteView(new View(), userId);
        kit.OnUserBusy += (_, userId) => CloseCallPage($"{userId} is busy");
        kit.OnUserReject += (_, userId) => CloseCallPage($"{userId} declined");
        kit.OnUserCancel += (_, userId) => CloseCallPage($"{userId} gave up");
        kit.OnCallingTimeOut += (_, _) => CloseCallPage("no answer");
        kit.OnCallEnd += (_, _) => CloseCallPage("the call is over");
        kit.OnDisconnect += (_, _) => CloseCallPage("the connection was lost");

        kit.OnFirstVideoFrameDecoded += (_, userId) => Say($"sees {userId}");
        kit.OnMessageSent += (_, bill) => Say($"bill: {bill.Status}");
    }

    public async Task SignInAsync(string account, string token)
    {
        var kit = _kit;
        await kit.LoginAsync(account, token);
        kit.TimeOutSeconds = 30;
    }

    public async Task CallAsync(string otherUserId, string attachment)
    {
        var kit = _kit;
        try
        {
            await kit.CallAsync(otherUserId, NERtcCallType.Video, attachment);
            await kit.SetupLocalViewAsync(new View());
        }
        catch (NERtcException error)
        {
            CloseCallPage($"error {(int)error.Code}: {error.Message}");
        }
    }

    public Task AcceptAsync() => _kit.AcceptAsync();

    public Task HangupAsync() => _kit.HangupAsync();

    /// <summary>Waits until the app has said this.</summary>
    public async Task SaysAsync(string what, CancellationToken ct)
    {
        while (await _heard.Reader.ReadAsync(ct) != what)
        {
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void ShowCallPage(string invitor, NERtcCallType type) => Say($"is called by {invitor}: {type}");

    private void CloseCallPage(string why) => Say(why);

    private void Say(string what)
    {
        Console.WriteLine($"{_user}: {what}");
        _heard.Writer.TryWrite(what);
    }
}
