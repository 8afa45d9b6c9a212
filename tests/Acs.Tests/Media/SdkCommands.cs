using System.Collections.Concurrent;
using Calling.Acs.Emulator;

namespace Calling.Acs.Tests.Media;

/// <summary>What a device asks of the SDK, and what becomes of that.</summary>
internal sealed class SdkCommands
{
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentDictionary<string, Func<Task>> _faults = new();

    public SdkCommands(EmulatedDevice device) => device.BeforeCommand = command =>
    {
        _asked.Enqueue(command);
        return _faults.TryGetValue(command, out var fault) ? fault() : Task.CompletedTask;
    };

    public int Count(string command) => _asked.Count(c => c == command);

    public void Fail(string command) => _faults[command] = () => Task.FromException(new InvalidOperationException($"{command} fails."));

    /// <summary>It waits until what is returned is set.</summary>
    public TaskCompletionSource Hold(string command)
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _faults[command] = () => go.Task;
        return go;
    }

    public void Let(string command) => _faults.TryRemove(command, out _);
}
