using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Every state against every input: what happens is written down, and nothing is passed over in silence.</summary>
public sealed class TableTests
{
    [Fact]
    public void Every_call_state_and_input_is_in_the_table()
    {
        var states = TableInputs.States().ToList();
        var names = TableInputs.Inputs(TableInputs.Bob).Select(i => i.Name).ToList();
        var rows = states.Select(state =>
            (state.Name, (IReadOnlyList<string>)[.. TableInputs.Inputs(Other(state.Call)).Select(i => Cell(state.Call, i.Input))])).ToList();
        Verify("call-machine.md", "The call machine: every state against every input", names, rows);
    }

    [Fact]
    public void Every_command_and_result_is_in_the_table()
    {
        var names = TableInputs.Results(TableInputs.Bob).Select(r => r.Name).ToList();
        var rows = new List<(string, IReadOnlyList<string>)>();
        foreach (var (state, call) in TableInputs.States().Where(s => !s.Name.EndsWith("accepting", StringComparison.Ordinal)))
        {
            foreach (var (command, sent) in TableInputs.Commands())
            {
                var waiting = sent switch
                {
                    CallCommand.AcceptCall when call.IsLive => call with { Operations = [new(7, WaitingKind.Accept)] },
                    CallCommand.CancelCall when call.IsLive => call with { Operations = [new(7, WaitingKind.Cancel)] },
                    CallCommand.AskMedia ask when call.IsLive =>
                        call with { Operations = [new(7, ask.Media == CallMedia.Video ? WaitingKind.Video : WaitingKind.Audio)] },
                    CallCommand.AnswerMedia when call.IsLive => call with { Operations = [new(7, WaitingKind.MediaAnswer)] },
                    _ => call,
                };
                waiting = waiting with { Outbox = waiting.Outbox.Add(sent).TakeNext() };
                if (Possible(call, sent))
                {
                    rows.Add(($"{state}, {command} in flight", [.. TableInputs.Results(Other(call))
                        .Select(r => Cell(waiting, new CallInput.Result("n-1", r.Result)))]));
                }
            }
        }

        Verify("call-results.md", "The call machine: every command in flight against every result", names, rows);
    }

    [Fact]
    public void Every_client_phase_and_input_is_in_the_table()
    {
        var rows = ClientTable.Phases().Select(phase =>
            (phase.Name, (IReadOnlyList<string>)[.. ClientTable.Inputs().Select(i => ClientTable.Cell(phase.Client, i.Input))])).ToList();
        Verify("client-machine.md", "The client machine: every phase against every input", [.. ClientTable.Inputs().Select(i => i.Name)], rows);
    }

    [Fact]
    public void Every_switchboard_role_and_command_is_in_the_table()
    {
        var rows = SwitchboardTable.Rows().ToList();
        Verify("switchboard.md", "The switchboard: every part in a call against every command", [.. SwitchboardTable.Commands("x").Select(c => c.GetType().Name)], rows);
    }

    private static CallParty Other(CallModel call) => call.Direction == CallDirection.Outgoing ? TableInputs.Bob : TableInputs.Alice;

    /// <summary>Commands that such a call can have sent at all.</summary>
    private static bool Possible(CallModel call, CallCommand command) => command switch
    {
        CallCommand.PlaceCall or CallCommand.CancelCall => call.Direction == CallDirection.Outgoing,
        CallCommand.Alerting or CallCommand.RejectCall or CallCommand.LeaveCall => call.Direction == CallDirection.Incoming,
        CallCommand.Busy => call is { Direction: CallDirection.Incoming, IsLive: false },
        CallCommand.AcceptCall => call.Direction == CallDirection.Incoming && !call.IsAnswered,
        CallCommand.EndCall => !call.IsLive,
        _ => true,
    } && !(command is CallCommand.RejectCall or CallCommand.LeaveCall && call.IsLive);

    private static string Cell(CallModel call, CallInput input)
    {
        var effects = new List<Effect>();
        var after = CallMachine.Apply(call, input, TableInputs.Context, effects);
        string state = after.State == call.State ? "" : $"→ {after.State} ";
        return state + Tables.Describe(effects, effects.Count == 0 ? Tables.Changes(call, after) : []);
    }

    private static void Verify(string file, string title, List<string> names, List<(string Row, IReadOnlyList<string> Cells)> rows)
    {
        foreach (var (row, cells) in rows)
        {
            for (int i = 0; i < cells.Count; i++)
            {
                Assert.False(cells[i].Contains("NOTHING", StringComparison.Ordinal), $"{row} × {names[i]}: nothing happens and nobody says why.");
            }
        }

        Tables.Verify(file, title, Tables.Grid(names, rows));
    }
}
