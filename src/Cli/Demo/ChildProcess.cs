using System.Diagnostics;

namespace Calling.Cli.Demo;

/// <summary>This program once more, with another command. It ends with its parent: when its input closes, at the latest when this is disposed.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptErrorLines = 200;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private readonly Task _readingErrors;

    /// <param name="name">For messages.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <param name="environment">Variables besides the parent's.</param>
    public ChildProcess(string name, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        Name = name;
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };

        // Under `dotnet calling.dll` the process is dotnet; with an apphost it is this program itself.
        if (Path.GetFileNameWithoutExtension(start.FileName).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[key] = value;
        }

        _process = Process.Start(start) ?? throw new DemoException($"{name} could not be started.");
        _readingErrors = ReadErrorsAsync();
    }

    public string Name { get; }

    public TextReader Output => _process.StandardOutput;

    public TextWriter Input => _process.StandardInput;

    /// <summary>What to say when it ended before its time; its last words are told apart from this.</summary>
    public async Task<DemoException> ExplainAsync()
    {
        await _process.WaitForExitAsync();
        await _readingErrors;
        return new DemoException($"{Name} ended with exit code {_process.ExitCode}, before its time.");
    }

    /// <summary>Its last lines on standard error, indented.</summary>
    public string LastWords()
    {
        lock (_errors)
        {
            return string.Concat(_errors.Select(line => $"  {Name}: {line}{Environment.NewLine}"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            Input.Close();
            await _process.WaitForExitAsync().WaitAsync(s_patience, TimeProvider.System);
        }
        catch (Exception error) when (error is TimeoutException or IOException)
        {
            Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            lock (_errors)
            {
                _errors.Enqueue(line);
                if (_errors.Count > KeptErrorLines)
                {
                    _errors.Dequeue();
                }
            }
        }
    }
}
