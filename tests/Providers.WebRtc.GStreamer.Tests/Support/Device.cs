using System.Collections.Concurrent;
using System.Threading.Channels;
using Calling.Media;
using Calling.Signaling.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace Calling.Providers.WebRtc.GStreamer.Tests;

/// <summary>One device's media of a call with one other device: the provider on the real engine, and a line that loses nothing.</summary>
internal sealed class Device : IMediaObserver, IPeerChannel, IAsyncDisposable
{
    private const string CallId = "c1";

    private readonly Eventually _event = new();
    private readonly Channel<PeerMessage> _line = Channel.CreateUnbounded<PeerMessage>();
    private readonly WebRtcMediaProvider _provider;
    private readonly bool _offers;
    private Device? _other;

    private Device(string name, bool offers)
    {
        (Self, _offers) = (new(name, "phone"), offers);
        var options = new WebRtcOptions();
        options.LocalAddresses.Add("127.0.0.1");
        _provider = new(this, Engine, options, TimeProvider.System, NullLogger.Instance);
        Session = _provider.OpenMedia(
            new(CallId, Self, CallMedia.Video, new AudioSource.Tone(), new VideoSource.TestPattern(160, 120, 15), null), this);
    }

    public CallParty Self { get; }

    internal CuttableEngine Engine { get; } = new(new GStreamerPeerConnectionFactory());

    internal IMediaSession Session { get; }

    internal PictureSink Pictures { get; } = new();

    internal ConcurrentQueue<MediaSignal> Signals { get; } = new();

    internal static (Device Alice, Device Bob) Pair()
    {
        Device alice = new("alice", offers: true), bob = new("bob", offers: false);
        (alice._other, bob._other) = (bob, alice);
        return (alice, bob);
    }

    internal async Task Start(bool media)
    {
        _ = Listen();
        Session.AddVideoSink(_other!.Self.UserId, Pictures);
        Session.SetGate(MediaKind.Video, media);
        Session.SetGate(MediaKind.Audio, media);
        await Session.PrepareAsync(default);
        await Session.StartAsync(default);
        await Session.UpdateAsync(new([new(_other.Self, new(media, media), _offers)]), default);
    }

    /// <summary>Waits until so many signals of a kind were told.</summary>
    internal Task Hears<T>(int times, TimeSpan? deadline = null)
        => _event.Until(() => Signals.OfType<T>().Count() == times, $"{typeof(T).Name} {times} times at {Self.UserId}", deadline);

    internal int Count<T>() => Signals.OfType<T>().Count();

    public void OnMedia(MediaSignal signal)
    {
        Signals.Enqueue(signal);
        _event.Pulse();
    }

    public ValueTask<bool> SendAsync(string callId, CallParty to, string kind, string payload)
        => new(_other!._line.Writer.TryWrite(new(callId, Self, kind, payload)));

    public async ValueTask DisposeAsync()
    {
        _line.Writer.Complete();
        await Session.DisposeAsync();
        await Engine.DisposeAsync();
    }

    private async Task Listen()
    {
        await foreach (var message in _line.Reader.ReadAllAsync())
        {
            _provider.OnPeerMessage(message);
        }
    }
}
