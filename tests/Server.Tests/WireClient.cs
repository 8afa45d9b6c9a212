using System.Net.WebSockets;
using System.Text;
using Calling.Providers;
using Calling.Signaling.Wire;
using Calling.Tests;

namespace Calling.Server.Tests;

/// <summary>A client of which the test decides every byte.</summary>
internal sealed class WireClient(ClientWebSocket socket) : IDisposable
{
    private int _command;

    public ServerFrame.Welcome Welcome { get; set; } = null!;

    public CallParty Self => new(Welcome.User, Welcome.Device);

    public Task SendAsync(ClientFrame frame) => SendAsync(WireCodec.Encode(frame));

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    public Task SendAsync(byte[] bytes, WebSocketMessageType type = WebSocketMessageType.Text)
        => socket.SendAsync(bytes, type, endOfMessage: true, CancellationToken.None).Soon();

    /// <summary>Sends a part of a message that goes on.</summary>
    public Task SendPartAsync(byte[] bytes) => socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: false, CancellationToken.None).Soon();

    /// <summary>Sends a command and waits for its result; signals that come before it are dropped.</summary>
    public async Task<CommandResult> AskAsync(CallCommand command)
    {
        await SendAsync(new ClientFrame.Submit(command));
        while (true)
        {
            if (await ReceiveAsync() is ServerFrame.Answer answer && answer.CommandId == command.CommandId)
            {
                Assert.Equal(command.CallId, answer.CallId);
                return answer.Result;
            }
        }
    }

    public string NextId() => $"m{++_command}";

    public Task<CommandResult> PlaceAsync(string callId, string callee)
        => AskAsync(new CallCommand.PlaceCall(callId, NextId(), [callee], CallMedia.Audio, TimeSpan.FromSeconds(30), new MediaState(true, false)));

    public Task<CommandResult> AcceptAsync(string callId) => AskAsync(new CallCommand.AcceptCall(callId, NextId(), new MediaState(true, false)));

    /// <summary>The next frame, which must be such a one.</summary>
    public async Task<T> NextAsync<T>()
        where T : ServerFrame
        => Assert.IsType<T>(await ReceiveAsync());

    /// <summary>The next signal, which must be such a one.</summary>
    public async Task<T> SignalAsync<T>()
        where T : CallSignal
        => Assert.IsType<T>((await NextAsync<ServerFrame.Notify>()).Signal);

    public async Task<WireErrorCode> ErrorAsync() => (await NextAsync<ServerFrame.Error>()).Code;

    /// <summary>Reads on until the close.</summary>
    public async Task<int?> CloseCodeAsync()
    {
        while (await ReceiveAsync() is not null)
        {
        }

        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).Soon();
        }
        catch (WebSocketException)
        {
            // The server said its part and is gone.
        }

        return (int?)socket.CloseStatus;
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut() => socket.Abort();

    public void Dispose() => socket.Dispose();

    public async Task<ServerFrame?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).Soon();
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                var decoded = WireCodec.DecodeServer(message.ToArray());
                return decoded.Frame ?? throw new InvalidOperationException($"The server sent what is not in the protocol: {decoded.Error}");
            }
        }
    }
}
