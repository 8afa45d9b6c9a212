using System.Text.Json;

namespace Calling.Cli.Demo;

/// <summary>A party in a process of its own. Its settings go in as the first line, the word to call as the second; what it tells comes out.</summary>
internal sealed class PartyProcess : PartyHandle
{
    public const string Command = "demo-party";

    private readonly ChildProcess _child;
    private readonly Task _reading;

    public PartyProcess(PartySettings settings, Action<PartyMessage.Happened> happened)
        : base(happened)
    {
        _child = new ChildProcess(settings.UserId, [Command]);
        _reading = ReadAsync();
        Write(JsonSerializer.Serialize(settings, DemoJson.Default.PartySettings));
    }

    /// <inheritdoc/>
    public override string LastWords => _child.LastWords();

    /// <inheritdoc/>
    public override void Go() => Write("go");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        await _reading;
    }

    private void Write(string line)
    {
        try
        {
            _child.Input.WriteLine(line);
            _child.Input.Flush();
        }
        catch (IOException)
        {
            // It is gone; the reading side says so, with its reasons.
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _child.Output.ReadLineAsync() is { } line)
            {
                Take(JsonSerializer.Deserialize(line, DemoJson.Default.PartyMessage)
                    ?? throw new JsonException("null is no message."));
            }

            Fail(await _child.ExplainAsync());
        }
        catch (Exception error)
        {
            Fail(new DemoException($"{_child.Name} said something that is not understood: {error.Message}", error));
        }
    }
}
