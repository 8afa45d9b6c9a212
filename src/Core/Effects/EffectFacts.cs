using Calling.Machines;

namespace Calling.Effects;

/// <summary>What an input or an effect is about, where something has gone wrong with it.</summary>
internal static class EffectFacts
{
    /// <summary>The call that an effect belongs to; null for the client's own.</summary>
    /// <param name="effect">The effect.</param>
    public static string? CallIdOf(Effect effect) => effect switch
    {
        Effect.Send send => send.Command.CallId,
        Effect.StartTimer timer => timer.CallId,
        Effect.StopTimer timer => timer.CallId,
        Effect.OpenSession open => open.Call.CallId,
        Effect.Show show => show.Call.CallId,
        Effect.Publish publish => publish.Call.CallId,
        Effect.PublishIncoming incoming => incoming.CallId,
        Effect.PublishMissed missed => missed.Event.CallId,
        Effect.OpenMedia media => media.CallId,
        Effect.StartMedia media => media.CallId,
        Effect.UpdateMedia media => media.CallId,
        Effect.CloseMedia media => media.CallId,
        Effect.Ignored ignored => ignored.CallId,
        _ => null,
    };

    /// <summary>The call that an input belongs to; null for the client's own.</summary>
    /// <param name="input">The input.</param>
    public static string? CallIdOf(ClientInput input) => input switch
    {
        ClientInput.Call call => call.CallId,
        ClientInput.Place place => place.CallId,
        ClientInput.Join join => join.CallId,
        ClientInput.Signal { Value: Providers.CallSignal signal } => signal.CallId,
        _ => null,
    };

    /// <summary>The operation that waits for the decision on an input.</summary>
    /// <param name="input">The input.</param>
    public static long? OperationOf(ClientInput input) => input switch
    {
        ClientInput.Login login => login.Operation,
        ClientInput.Logout logout => logout.Operation,
        ClientInput.Place place => place.Operation,
        ClientInput.Join join => join.Operation,
        ClientInput.Call call => OperationOf(call.Input),
        _ => null,
    };

    private static long? OperationOf(CallInput input) => input switch
    {
        CallInput.Accept accept => accept.Operation,
        CallInput.Reject reject => reject.Operation,
        CallInput.TryCancel cancel => cancel.Operation,
        CallInput.End end => end.Operation,
        CallInput.Release release => release.Operation,
        CallInput.RequestMedia request => request.Operation,
        CallInput.AnswerMediaRequest answer => answer.Operation,
        CallInput.Invite invite => invite.Operation,
        CallInput.CancelInvitation cancel => cancel.Operation,
        CallInput.Remove remove => remove.Operation,
        CallInput.SetMicrophone microphone => microphone.Operation,
        CallInput.SetCamera camera => camera.Operation,
        _ => null,
    };
}
