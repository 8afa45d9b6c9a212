using System.Collections.Immutable;
using Calling.Machines;
using Calling.Providers;

namespace Calling.MachineTests;

/// <summary>Every phase of a client and one representative of everything that can happen to it.</summary>
internal static class ClientTable
{
    private static readonly CallDetails Details = new(TableInputs.Alice, ["bob"], CallMedia.Audio);

    public static IEnumerable<(string Name, ClientModel Client)> Phases()
    {
        var signedIn = new ClientModel { Phase = ClientPhase.SignedIn, Self = TableInputs.Bob, Nonce = "n" };
        var call = TableInputs.States().First(s => s.Name == "Incoming Connected").Call;
        yield return ("SignedOut", ClientModel.Initial);
        yield return ("SigningIn", new() { Phase = ClientPhase.SigningIn, Login = 1 });
        yield return ("SignedIn, idle", signedIn);
        yield return ("SignedIn, in a call", signedIn with { Calls = ImmutableDictionary<string, CallModel>.Empty.Add("call", call) });
        yield return ("SignedIn, in a call on a part that is down", signedIn with
        {
            Calls = ImmutableDictionary<string, CallModel>.Empty.Add("call", call with { LineUp = false, PartUp = false }),
        });
        yield return ("SignedIn, a call over with its part", signedIn with
        {
            Calls = ImmutableDictionary<string, CallModel>.Empty.Add("call", CallMachine.LoseLine(TableInputs.States().Last().Call)),
        });
        yield return ("Interrupted, idle", signedIn with { Phase = ClientPhase.Interrupted });
        var leaving = TableInputs.States().Last().Call;
        leaving = leaving with
        {
            Outbox = leaving.Outbox.Add(new CallCommand.EndCall("call", "n-1", EndCause.LoggedOut, HangUpScope.Self)).TakeNext(),
        };
        yield return ("SigningOut", new()
        {
            Phase = ClientPhase.SigningOut, Logouts = [2], Nonce = "n", Calls = ImmutableDictionary<string, CallModel>.Empty.Add("call", leaving),
        });
    }

    public static IEnumerable<(string Name, ClientInput Input)> Inputs()
    {
        yield return ("Login", new ClientInput.Login(9, CallCredential.FromToken("bob", "token")));
        yield return ("LineOpened", new ClientInput.LineOpened(TableInputs.Bob, "m"));
        yield return ("LineRefused", new ClientInput.LineRefused(new(CallErrorCode.Unreachable, "no")));
        yield return ("Logout", new ClientInput.Logout(9));
        yield return ("Place", new ClientInput.Place(9, "new", new(["carol"], CallMedia.Audio)));
        yield return ("Place, wrong", new ClientInput.Place(9, "new", new(["bob"], CallMedia.Audio)));
        yield return ("Call, unknown", new ClientInput.Call("other", new CallInput.Accept(9, default)));
        yield return ("Call, unknown result", new ClientInput.Call("other", new CallInput.Result("x", new CommandResult.Done())));
        yield return ("Call, forget", new ClientInput.Call("call", new CallInput.TimerElapsed(TimerKind.Forget)));
        yield return ("Signal.Invited", new ClientInput.Signal(new CallSignal.Invited("new", 1, Details, TimeSpan.FromSeconds(9))));
        yield return ("Signal.Invited, late", new ClientInput.Signal(new CallSignal.Invited("new", 1, Details, TimeSpan.Zero)));
        yield return ("Signal.Ended, unknown", new ClientInput.Signal(new CallSignal.Ended("new", 2, new(EndCause.HangUp))));
        yield return ("Signal.Alerted, unknown", new ClientInput.Signal(new CallSignal.Alerted("new", 2, "carol")));
        yield return ("Interrupted", new ClientInput.Signal(new LineSignal.Interrupted()));
        yield return ("Restored", new ClientInput.Signal(new LineSignal.Restored(true)));
        yield return ("Snapshot, empty", new ClientInput.Signal(new LineSignal.Snapshot([])));
        var view = new CallView { CallId = "new", Revision = 1, Details = Details };
        yield return ("Snapshot, ringing", new ClientInput.Signal(new LineSignal.Snapshot([view with { RingRemaining = TimeSpan.FromSeconds(9) }])));
        yield return ("Snapshot, of a former run", new ClientInput.Signal(new LineSignal.Snapshot([view with { IsMember = true }])));
        yield return ("Snapshot, ended", new ClientInput.Signal(new LineSignal.Snapshot([view with { Ending = new(EndCause.HangUp) }])));
        foreach (var signal in new LineSignal[]
        {
            new LineSignal.Interrupted(), new LineSignal.Restored(true), new LineSignal.Closed(LineCloseCause.ConnectionLost), new LineSignal.Snapshot([]),
        })
        {
            yield return ($"Part.{signal.GetType().Name}", new ClientInput.Signal(new LineSignal.Part(["call", "unknown"], signal)));
            yield return ($"Part.{signal.GetType().Name}, other calls", new ClientInput.Signal(new LineSignal.Part(["unknown"], signal)));
        }

        foreach (var cause in Enum.GetValues<LineCloseCause>())
        {
            yield return ($"Closed.{cause}", new ClientInput.Signal(new LineSignal.Closed(cause)));
        }

        yield return ("SignalsLost", new ClientInput.SignalsLost());
        yield return ("Timer.SignOut", new ClientInput.TimerElapsed(TimerKind.SignOut));
    }

    public static string Cell(ClientModel client, ClientInput input)
    {
        var step = ClientMachine.Apply(client, input, TableInputs.Context);
        string phase = step.State.Phase == client.Phase ? "" : $"→ {step.State.Phase} ";
        return phase + Tables.Describe(step.Effects, step.Effects.IsEmpty ? Tables.Changes(client, step.State) : []);
    }
}
