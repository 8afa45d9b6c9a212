using System.Globalization;

namespace Calling.Cli.Demo;

/// <summary>Prints what happened on all sides in the order in which it happened: lines of different processes may arrive in another one.</summary>
internal sealed class Timeline : IAsyncDisposable
{
    private static readonly TimeSpan s_lateness = TimeSpan.FromMilliseconds(120);
    private readonly Lock _lock = new();
    private readonly PriorityQueue<string, double> _waiting = new();
    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public Timeline(TextWriter output, TimeProvider time)
    {
        (_output, _time, Epoch) = (output, time, time.GetTimestamp());
        output.WriteLine("      ms  who     what          ");
        output.WriteLine("  ------  ------  ------------  --------------------------------------------------");
        _timer = time.CreateTimer(static line => ((Timeline)line!).PrintUntil(s_lateness), this, s_lateness / 2, s_lateness / 2);
    }

    /// <summary>When it began.</summary>
    public long Epoch { get; }

    /// <summary>Adds a line that happens now.</summary>
    public void Add(string who, string what, string detail = "")
        => Add(who, new PartyMessage.Happened(_time.GetElapsedTime(Epoch).TotalMilliseconds, what, detail));

    /// <summary>Adds a line.</summary>
    public void Add(string who, PartyMessage.Happened line)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"  {line.Milliseconds,6:0}  {who,-6}  {line.What,-12}  {line.Detail}").TrimEnd();
        lock (_lock)
        {
            _waiting.Enqueue(text, line.Milliseconds);
        }
    }

    /// <summary>Prints what is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        PrintUntil(TimeSpan.FromDays(-1));
    }

    private void PrintUntil(TimeSpan ago)
    {
        lock (_lock)
        {
            var until = (_time.GetElapsedTime(Epoch) - ago).TotalMilliseconds;
            while (_waiting.TryPeek(out _, out var at) && at <= until)
            {
                _output.WriteLine(_waiting.Dequeue());
            }

            _output.Flush();
        }
    }
}
