using System.Threading.Channels;
using Calling.Media;
using Calling.Providers;
using Calling.Signaling.Client;

namespace Calling.EndToEnd;

/// <summary>A device that speaks the protocol by hand: no machine holds it to the rules.</summary>
public sealed class RawPeer : ICallLineObserver, IAsyncDisposable
{
    private readonly Channel<LineSignal> _signals = Channel.CreateUnbounded<LineSignal>();
    private int _commands;

    public SignalingLine Line { get; private set; } = null!;

    /// <summary>Who called last.</summary>
    public CallParty Caller { get; private set; }

    public static async Task<RawPeer> ConnectAsync(Uri server, CallCredential credential)
    {
        var peer = new RawPeer();
        peer.Line = await SignalingLine.ConnectAsync(new() { Server = server }, credential, peer, _ => new NoMedia(), TimeProvider.System);
        return peer;
    }

    public ValueTask<CommandResult> SendAsync(CallCommand command) => Line.SendAsync(command, TestContext.Current.CancellationToken);

    public async Task<string> PlaceAsync(string callee)
    {
        string callId = Guid.NewGuid().ToString("N");
        Assert.IsType<CommandResult.Done>(await SendAsync(new CallCommand.PlaceCall(
            callId, NextId(), [callee], CallMedia.Video, TimeSpan.FromSeconds(30), new(true, true))));
        return callId;
    }

    public async Task AcceptAsync(string callId)
    {
        await foreach (var signal in _signals.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (signal is CallSignal.Invited invited && invited.CallId == callId)
            {
                Caller = invited.Details.Caller;
                break;
            }
        }

        Assert.IsType<CommandResult.Done>(await SendAsync(new CallCommand.AcceptCall(callId, NextId(), new(true, true))));
    }

    public void OnSignal(LineSignal signal) => _signals.Writer.TryWrite(signal);

    public ValueTask DisposeAsync() => Line.DisposeAsync();

    private string NextId() => $"raw-{++_commands}";

    private sealed class NoMedia : IMediaProvider
    {
        public IMediaSession OpenMedia(MediaPlan plan, IMediaObserver observer) => throw new NotSupportedException();

        public ValueTask<IAsyncDisposable> StartPreviewAsync(VideoSource source, IVideoSink sink, CancellationToken ct) => throw new NotSupportedException();
    }
}
