using Calling.Clients;
using Calling.Effects;
using Calling.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Calling.Failover;

/// <summary>
/// A device's lines at several providers as one. It only finds the way: each call belongs to one provider from the moment when that one
/// may know it, and what happens to a provider's line is told of its calls alone.
/// </summary>
internal sealed partial class FailoverLine : ICallLine, IServiceProvider, IKeyedServiceProvider
{
    /// <summary>How long a sign-in waits for the others once one provider is up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Guards everything, and is held while the observer is called: one signal at a time, none after the end.</summary>
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<FailoverBranch> _branches;
    private readonly ICallLineObserver _observer;
    private readonly CallRuntime _runtime;
    private readonly ILogger _logger;
    private readonly Releases _releases;
    private readonly Life _life;
    private readonly CallRoutes _routes;
    private readonly TaskCompletionSource _firstOpen = new();
    private bool _signedIn;
    private bool _toldUp = true;
    private bool _over;

    /// <summary>Makes it; nothing is connected yet.</summary>
    /// <param name="providers">The providers, in order.</param>
    /// <param name="credential">Who signs in.</param>
    /// <param name="observer">Gets the signals.</param>
    /// <param name="runtime">Where it runs.</param>
    /// <param name="logger">Its log.</param>
    public FailoverLine(
        IReadOnlyList<ICallProvider> providers, CallCredential credential, ICallLineObserver observer, CallRuntime runtime, ILogger logger)
    {
        (_observer, _runtime, _logger) = (observer, runtime, logger);
        (_releases, _life, _routes, Media) = (new(runtime, logger), new(logger), new(runtime.Time), new FailoverMedia(this));

        // One device, so one id, wherever the vendor leaves that to the device.
        string device = credential.DeviceId ?? Guid.NewGuid().ToString("N");
        _branches = [.. providers.Select(provider =>
        {
            CallCredential own = credential.For(provider.Descriptor.Name);
            return new FailoverBranch(this, provider, own.DeviceId is null ? own.WithDevice(device) : own, runtime, _releases, logger);
        })];
    }

    /// <summary>The device as the first provider that was up vouches for it.</summary>
    public CallParty Self { get; private set; }

    /// <inheritdoc/>
    public IMediaProvider Media { get; }

    /// <summary>Calls whose provider is remembered.</summary>
    public int Routes
    {
        get
        {
            lock (_gate)
            {
                return _routes.Count;
            }
        }
    }

    private bool IsOver
    {
        get
        {
            lock (_gate)
            {
                return _over;
            }
        }
    }

    /// <summary>The first line that is there.</summary>
    public ICallLine? Preferred
    {
        get
        {
            lock (_gate)
            {
                return _branches.FirstOrDefault(branch => branch.Line is not null)?.Line;
            }
        }
    }

    /// <summary>The line of the provider that has a call.</summary>
    /// <param name="callId">The call.</param>
    public ICallLine? Carrier(string callId)
    {
        lock (_gate)
        {
            return _routes.Find(callId)?.Branch.Line;
        }
    }

    /// <summary>Signs in everywhere at once.</summary>
    /// <param name="ct">Gives up; who calls disposes then.</param>
    public async Task SignInAsync(CancellationToken ct)
    {
        using CancellationTokenRegistration givingUp = ct.UnsafeRegister(static life => ((Life)life!).End(), _life);
        foreach (FailoverBranch branch in _branches)
        {
            _ = branch.RunAsync(_life.Token);
        }

        Task all = Task.WhenAll(_branches.Select(branch => branch.Decided));
        await Task.WhenAny(all, _firstOpen.Task).WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await all.WaitAsync(Patience, _runtime.Time, ct).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Whoever is late joins later.
        }

        ct.ThrowIfCancellationRequested();
        lock (_gate)
        {
            Self = Preferred?.Self ?? throw _branches[0].Failure
                ?? new CallException(CallErrorCode.Unreachable, $"The line to {_branches[0].Name} was closed at once.");
            _signedIn = true;
            TellWhole(resumed: true);
        }
    }

    /// <inheritdoc/>
    public void RequestSnapshot()
    {
        var lines = new List<ICallLine>();
        lock (_gate)
        {
            foreach (FailoverBranch branch in _branches)
            {
                // What was lost may have been a word on a provider's line.
                TellState(branch, _routes.Of(branch), evenIfUp: true);
                branch.OwesSnapshot = !branch.IsUp;
                if (branch.IsUp)
                {
                    lines.Add(branch.Line!);
                }
            }
        }

        lines.ForEach(line => line.RequestSnapshot());
    }

    /// <summary>Signs out everywhere. A sign-in that is still under way is given up, and let go when its provider has noticed.</summary>
    public async ValueTask DisposeAsync()
    {
        List<ICallLine> lines;
        lock (_gate)
        {
            _over = true;
            lines = [.. _branches.Where(branch => branch.Line is not null).Select(branch => branch.Line!)];
            foreach (FailoverBranch branch in _branches)
            {
                (branch.Connection, branch.IsUp) = (null, false);
            }
        }

        _life.End();
        lines.ForEach(line => _releases.Release(line));
        await _releases.WhenDone().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => Services.Find(serviceType, null, Places());

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) => Services.Find(serviceType, serviceKey, Places());

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey)
        => GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"No line has a {serviceType} of the key {serviceKey}.");

    private object?[] Places()
    {
        lock (_gate)
        {
            return [.. _branches.SelectMany(branch => new object?[] { branch.Line, branch.Line?.Media })];
        }
    }
}
