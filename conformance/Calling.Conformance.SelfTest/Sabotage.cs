using Calling.Providers;

namespace Calling.Conformance.SelfTest;

/// <summary>One way to break one rule: what a broken provider, or a broken client, does otherwise than a sound one. What is not set is sound.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Breaks">How, in words.</param>
internal sealed record Sabotage(string Rule, string Breaks)
{
    /// <summary>What the provider declares.</summary>
    public Func<ProviderDescriptor, ProviderDescriptor> Descriptor { get; init; } = declared => declared;

    /// <summary>Whether a user may have one device only, whatever a test wants; null as a test wants.</summary>
    public bool? SingleDevice { get; init; }

    /// <summary>What it signs in with.</summary>
    public Func<CallCredential, CallCredential> Credential { get; init; } = given => given;

    /// <summary>What becomes of a command on its way to the arbiter, behind the faults that a test scripts.</summary>
    public Func<Device, CallCommand, ValueTask<CommandResult>> Command { get; init; } = (device, command) => device.PassAsync(command);

    /// <summary>What becomes of a signal on its way to the client.</summary>
    public Action<Device, LineSignal> Signal { get; init; } = (device, signal) => device.Tell(signal);

    /// <summary>What becomes of a command as the client gives it, before the faults that a test scripts.</summary>
    public Func<Device, CallCommand, ValueTask<CommandResult>> Said { get; init; } = (device, command) => device.PassAsync(command);

    /// <summary>What becomes of a signal that came through the faults that a test scripts: what the client makes of it.</summary>
    public Action<Device, LineSignal> Heard { get; init; } = (device, signal) => device.Tell(signal);

    /// <summary>What becomes of the records that are asked for.</summary>
    public Func<Device, CallRecordQuery, ValueTask<CallRecordPage>> Records { get; init; } = (device, query) => device.ReadAsync(query);

    /// <summary>The media of a call.</summary>
    public Func<IMediaSession, IMediaObserver, IMediaSession> Media { get; init; } = (sound, _) => sound;

    /// <summary>What the media tell.</summary>
    public Func<MediaSignal, MediaSignal?> MediaSignal { get; init; } = signal => signal;

    /// <summary>A preview that runs.</summary>
    public Func<IAsyncDisposable, IAsyncDisposable> Preview { get; init; } = sound => sound;

    /// <summary>The settings of the client.</summary>
    public Action<CallingOptions> Options { get; init; } = _ => { };

    /// <summary>The client that the application has in hand.</summary>
    public Func<ICallClient, ICallClient> Client { get; init; } = sound => sound;

    /// <summary>Breaks sessions.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="breaks">How, in words.</param>
    /// <param name="bend">The broken session in front of a sound one.</param>
    public static Sabotage OfSessions(string rule, string breaks, Func<ICallSession, ICallSession> bend) =>
        new(rule, breaks) { Client = client => new BentClient(client) { Session = bend } };

    /// <summary>Breaks what readers of a session are told.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="breaks">How, in words.</param>
    /// <param name="bend">What is told in place of an event.</param>
    public static Sabotage OfEvents(string rule, string breaks, Func<CallEvent, IEnumerable<CallEvent>> bend) =>
        OfSessions(rule, breaks, session => new BentSession(session) { Events = events => events.Each(bend) });

    /// <summary>Breaks signals one by one.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="breaks">How, in words.</param>
    /// <param name="bend">What is told in place of a signal; null for nothing.</param>
    public static Sabotage OfSignals(string rule, string breaks, Func<LineSignal, LineSignal?> bend) =>
        new(rule, breaks)
        {
            Signal = (device, signal) =>
            {
                if (bend(signal) is { } told)
                {
                    device.Tell(told);
                }
            },
        };

    /// <summary>Breaks commands one by one.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="breaks">How, in words.</param>
    /// <param name="bend">What is sent in place of a command; null for nothing, which the client takes for done.</param>
    public static Sabotage OfCommands(string rule, string breaks, Func<CallCommand, CallCommand?> bend) =>
        new(rule, breaks)
        {
            Command = (device, command) => bend(command) is { } sent ? device.PassAsync(sent) : new(new CommandResult.Done()),
        };

    /// <summary>Breaks what calls are placed.</summary>
    /// <param name="rule">The rule that it breaks.</param>
    /// <param name="breaks">How, in words.</param>
    /// <param name="bend">Places a call by way of a sound client.</param>
    public static Sabotage OfPlacing(
        string rule, string breaks, Func<ICallClient, CallRequest, Func<CallRequest, Task<ICallSession>>, Task<ICallSession>> bend) =>
        new(rule, breaks) { Client = client => new BentClient(client) { Place = (request, place) => bend(client, request, place) } };

    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {Breaks}";
}
