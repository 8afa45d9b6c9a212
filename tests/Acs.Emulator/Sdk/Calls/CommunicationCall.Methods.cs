using System.Runtime.CompilerServices;
using Calling.Acs.Emulator;

namespace Azure.Communication.Calling.WindowsClient;

public sealed partial class CommunicationCall
{
    public Task HangUpAsync(HangUpOptions? options)
    {
        bool forEveryone = options?.ForEveryone ?? false;

        // This end is over at once, even without a network; only what concerns the others has to wait for one.
        return forEveryone ? Command(() => _leg.Call.HangUp(_leg, true)) : Task.Run(async () =>
        {
            await _leg.Agent.Device.InterceptAsync(nameof(HangUpAsync));
            Read(() =>
            {
                if (!_leg.Agent.Device.IsAlive)
                {
                    throw Errors.ProcessIsGone();
                }

                _leg.Call.HangUp(_leg, false);
                return true;
            });
        });
    }

    public Task MuteOutgoingAudioAsync() => Command(() => _leg.Mute(true));

    public Task UnmuteOutgoingAudioAsync() => Command(() => _leg.Mute(false));

    public Task MuteIncomingAudioAsync() => Command(() => _leg.MuteIncoming(true));

    public Task UnmuteIncomingAudioAsync() => Command(() => _leg.MuteIncoming(false));

    public Task StartVideoAsync(OutgoingVideoStream stream) => Command(() => _leg.StartVideo(stream));

    public Task StopVideoAsync(OutgoingVideoStream stream) => Command(() => _leg.StopVideo(stream));

    public Task StartAudioAsync(CallAudioStream stream) => Command(() => _leg.Sound.Switch(stream));

    [EmulatorDefined("[M]")]
    public Task StopAudioAsync(CallAudioStream stream) => Command(() => _leg.Sound.Halt(stream));

    [EmulatorDefined("[P,M]")]
    public Task HoldAsync() => Command(() => _leg.Hold(true));

    [EmulatorDefined("[P,M]")]
    public Task ResumeAsync() => Command(() => _leg.Hold(false));

    /// <summary>[P,M] It may be AddParticipantAsync [?].</summary>
    [EmulatorDefined("the name is not settled [P,M]")]
    public RemoteParticipant AddParticipant(CallIdentifier participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Read(() =>
        {
            _leg.Agent.Device.RequireNetwork();
            _leg.Call.RequireAddable(_leg, participant);
            var added = Expect(participant);
            _leg.Call.AddParticipant(_leg, participant);
            return added;
        });
    }

    [EmulatorDefined("[U,M]")]
    public Task RemoveParticipantAsync(RemoteParticipant participant)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return Command(() =>
        {
            _leg.RequireActive();
            _leg.Call.Remove(participant.Identifier.RawId);
        });
    }

    public Task MuteAllRemoteParticipantsAsync() => Command(() => MuteOthers(_ => true));

    [EmulatorDefined("the name [M], since 1.11.0")]
    public Task<string> GetServerCallIdAsync() => _leg.Agent.Device.CommandAsync(() =>
    {
        _leg.RequireActive();
        return _leg.Call.ServerId;
    });

    /// <summary>Nothing is raised any more.</summary>
    [EmulatorDefined("that it does not hang up")]
    public void Dispose()
    {
        Events.Close();
        _leg.Data.Feature.Events.Close();
    }

    internal Task MuteAsync(string identity) => Command(() => MuteOthers(leg => leg.Agent.Identity == identity));

    private void MuteOthers(Func<Leg, bool> which)
    {
        _leg.RequireActive();
        foreach (var leg in _leg.Call.Legs.Where(one => one != _leg && one.Connected && which(one)).ToList())
        {
            leg.Mute(true, byOthers: true);
        }
    }

    private Task Command(Action work, [CallerMemberName] string name = "") => _leg.Agent.Device.CommandAsync(work, name);

    private T Read<T>(Func<T> read)
    {
        lock (_leg.Call.Cloud.Gate)
        {
            return read();
        }
    }
}
