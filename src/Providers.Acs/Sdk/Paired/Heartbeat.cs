using Azure.Communication.Calling.WindowsClient;

namespace Calling.Providers.Acs.Sdk;

/// <summary>
/// Tells the others that the way of the media is open, and hears it of them (rules CALL-111, CALL-126): the SDK itself says nothing of a lost way for two
/// minutes. Small messages over a channel of the call's that takes the same way as sound and pictures. Everything is done on the agent's queue.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    /// <summary>So short that a bad way, which loses a third, hardly ever loses three seconds of them in a row.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>After this many the quality is judged: every two seconds.</summary>
    private const int Judgement = 4;

    private readonly SdkAgent _agent;
    private readonly WatchedCall _call;
    private readonly Pulses _pulses;
    private readonly string _device;
    private readonly Action _changed;
    private readonly Action _judge;
    private readonly List<DataChannelReceiver> _receivers = [];
    private readonly long _begun;
    private DataChannelSender? _sender;
    private ITimer? _timer;
    private int _number;
    private int _ticks;
    private bool _failed;
    private bool _closed;

    /// <param name="agent">The sign-in.</param>
    /// <param name="call">The entry.</param>
    /// <param name="pulses">What is heard of the others.</param>
    /// <param name="device">This device.</param>
    /// <param name="changed">Called when somebody falls silent or is heard again.</param>
    /// <param name="judge">Called when it is time to judge how well the others come through.</param>
    public Heartbeat(SdkAgent agent, WatchedCall call, Pulses pulses, string device, Action changed, Action judge)
    {
        (_agent, _call, _pulses, _device, _changed, _judge) = (agent, call, pulses, device, changed, judge);
        _begun = Now;
        call.Call.Features.DataChannel.ReceiverCreated += OnReceiverCreated;
    }

    private long Now => _agent.SignIn.Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Begins to beat.</summary>
    public void Start()
    {
        if (!_closed)
        {
            _timer ??= _agent.SignIn.Time.CreateTimer(_ => _agent.Queue.Post(Tick), null, Interval, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Beats once more than is due, so that whoever has just come knows this heart.</summary>
    public void Beat()
    {
        if (_closed || !_call.IsConnected)
        {
            return;
        }

        try
        {
            _sender ??= SdkNames.OpenChannel(_call.Call);
            _sender.SendMessage(new Beat(_begun, (int)(Now - _begun), _number++, _device).ToBytes());
            _failed = false;
        }
        catch (Exception e) when (!_failed)
        {
            // Said once; the call goes on, and nobody misses a heart that was never heard.
            _failed = true;
            AcsLog.Faulted(_agent.Logger, e);
        }
        catch (Exception)
        {
            // As before.
        }
    }

    /// <summary>Stops. The call itself closes its channels when it is left.</summary>
    public void Dispose()
    {
        _closed = true;
        _timer?.Dispose();
        _call.Call.Features.DataChannel.ReceiverCreated -= OnReceiverCreated;
        _receivers.ForEach(Leave);
    }

    private void Tick()
    {
        if (_closed)
        {
            return;
        }

        // One after the other: where this process itself was held up, what it has not heard meanwhile counts as one miss.
        _timer!.Change(Interval, Timeout.InfiniteTimeSpan);
        if (!_call.IsConnected)
        {
            return;
        }

        Beat();
        if (_pulses.Miss())
        {
            _changed();
        }

        if (++_ticks % Judgement == 0)
        {
            _judge();
        }
    }

    /// <summary>On a thread of the SDK's.</summary>
    private void OnReceiverCreated(object? sender, DataChannelReceiverCreatedEventArgs args)
    {
        var receiver = args.Receiver;
        if (receiver.ChannelId == SdkNames.HeartChannel)
        {
            receiver.MessageReceived += OnMessage;
            receiver.Closed += OnClosed;
            _agent.Queue.Post(() => Take(receiver));
        }
    }

    private void Take(DataChannelReceiver receiver)
    {
        _receivers.Add(receiver);
        if (_closed)
        {
            Leave(receiver);
        }

        Read(receiver, Now);
    }

    /// <summary>On a thread of the SDK's.</summary>
    private void OnMessage(object? sender, PropertyChangedEventArgs args)
    {
        if (sender is DataChannelReceiver receiver)
        {
            long now = Now;
            _agent.Queue.Post(() => Read(receiver, now));
        }
    }

    private void OnClosed(object? sender, PropertyChangedEventArgs args)
    {
        if (sender is DataChannelReceiver receiver)
        {
            _agent.Queue.Post(() =>
            {
                Leave(receiver);
                _receivers.Remove(receiver);
            });
        }
    }

    private void Leave(DataChannelReceiver receiver)
    {
        receiver.MessageReceived -= OnMessage;
        receiver.Closed -= OnClosed;
    }

    private void Read(DataChannelReceiver receiver, long now)
    {
        bool isBack = false;
        while (!_closed && receiver.ReceiveMessage() is { } message)
        {
            isBack |= Sdk.Beat.Read(message.Data) is { } beat && _pulses.Hear(receiver.SenderIdentifier.RawId, beat, now);
        }

        if (isBack)
        {
            _changed();
        }
    }
}
