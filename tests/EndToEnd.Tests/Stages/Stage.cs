using Calling.Media;

namespace Calling.EndToEnd;

/// <summary>A vendor and its world for one test: the same scenarios run on each, on the applications' interfaces alone.</summary>
public abstract class Stage : IAsyncDisposable
{
    private readonly List<Person> _people = [];

    /// <summary>A camera that works here.</summary>
    public virtual VideoSource Camera => new VideoSource.TestPattern();

    /// <summary>A microphone that works here.</summary>
    public virtual AudioSource Microphone => new AudioSource.Tone();

    /// <summary>A camera that is not there.</summary>
    public abstract VideoSource MissingCamera { get; }

    /// <summary>A token that is refused.</summary>
    public abstract CallCredential BadCredential(string user);

    public abstract CallCredential Credential(string user, string? device = null);

    public abstract ICallClient NewClient(CallingOptions options);

    /// <summary>Lets time pass until a condition holds, at most ten seconds of it.</summary>
    public abstract Task<bool> TryUntilAsync(Func<bool> condition);

    public async Task UntilAsync(Func<bool> condition, string what) => Assert.True(await TryUntilAsync(condition), $"waited for: {what}");

    /// <summary>Lets time pass.</summary>
    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Frames of content that left this user's devices.</summary>
    public abstract Task<long> SentAsync(Person person, MediaKind kind);

    /// <summary>Signs a user in on a new client.</summary>
    public async Task<Person> EnterAsync(string user, Action<CallingOptions>? configure = null, string? device = null)
    {
        var person = Stay(user, configure);
        await person.Client.LoginAsync(Credential(user, device), TestContext.Current.CancellationToken);
        return person;
    }

    /// <summary>A client that is not signed in.</summary>
    public Person Stay(string user, Action<CallingOptions>? configure = null)
    {
        var options = new CallingOptions();
        configure?.Invoke(options);
        var person = new Person(this, user, NewClient(options));
        _people.Add(person);
        return person;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
        {
            await person.Client.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
