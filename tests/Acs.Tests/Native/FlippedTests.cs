using Calling.Acs.Emulator;
using Calling.Conformance;
using Calling.Conformance.AcsNative;

namespace Calling.Acs.Tests.Native;

// What the vendor's documents leave open must not matter: the suites that it touches pass whichever way it is.

public sealed class RejectsAlone() : AcsNativeFixture(new() { RejectIsForAllEndpoints = false, AllEndpointsDeclined = new(0, 5003) });

public sealed class EndsAfterAccept() : AcsNativeFixture(new() { CallEndedAfterAccept = true, CallEndedAfterReject = false });

public sealed class EndsAbruptly() : AcsNativeFixture(new() { Disconnecting = false, RemoteHangUp = new(0, 18503), Cancelled = new(487, 540487) });

public sealed class ChangesIds() : AcsNativeFixture(new() { IdChanges = true, ParticipantReasons = ParticipantReasons.None });

public sealed class TellsEarly() : AcsNativeFixture(new() { EventsBeforeSubscription = true, ParticipantReasons = ParticipantReasons.Rung });

public sealed class TellsSilence() : AcsNativeFixture(new() { DeliversSilence = true, RingTimeout = TimeSpan.FromSeconds(120) });

public sealed class AnsweringWhereRejectsAlone(RejectsAlone f) : AnsweringSuite<RejectsAlone>(f);

public sealed class ConflictWhereRejectsAlone(RejectsAlone f) : ConflictSuite<RejectsAlone>(f);

public sealed class AnsweringWhereEndsAfterAccept(EndsAfterAccept f) : AnsweringSuite<EndsAfterAccept>(f);

public sealed class EndingWhereEndsAfterAccept(EndsAfterAccept f) : EndingSuite<EndsAfterAccept>(f);

public sealed class AnsweringWhereEndsAbruptly(EndsAbruptly f) : AnsweringSuite<EndsAbruptly>(f);

public sealed class EndingWhereEndsAbruptly(EndsAbruptly f) : EndingSuite<EndsAbruptly>(f);

public sealed class RecoveryWhereEndsAbruptly(EndsAbruptly f) : RecoverySuite<EndsAbruptly>(f);

public sealed class AnsweringWhereChangesIds(ChangesIds f) : AnsweringSuite<ChangesIds>(f);

public sealed class MediaWhereChangesIds(ChangesIds f) : MediaSuite<ChangesIds>(f);

public sealed class AnsweringWhereTellsEarly(TellsEarly f) : AnsweringSuite<TellsEarly>(f);

public sealed class EndingWhereTellsEarly(TellsEarly f) : EndingSuite<TellsEarly>(f);

public sealed class RingingWhereTellsEarly(TellsEarly f) : RingingSuite<TellsEarly>(f);

public sealed class MediaWhereTellsSilence(TellsSilence f) : MediaSuite<TellsSilence>(f);

public sealed class TimeoutWhereTellsSilence(TellsSilence f) : TimeoutSuite<TellsSilence>(f);

public sealed class GroupWhereRejectsAlone(RejectsAlone f) : GroupSuite<RejectsAlone>(f);

public sealed class GroupEndWhereEndsAfterAccept(EndsAfterAccept f) : GroupEndSuite<EndsAfterAccept>(f);

public sealed class GroupEndWhereEndsAbruptly(EndsAbruptly f) : GroupEndSuite<EndsAbruptly>(f);

public sealed class InvitingWhereEndsAbruptly(EndsAbruptly f) : InvitingSuite<EndsAbruptly>(f);

public sealed class GroupWhereChangesIds(ChangesIds f) : GroupSuite<ChangesIds>(f);

public sealed class GroupEndWhereChangesIds(ChangesIds f) : GroupEndSuite<ChangesIds>(f);

public sealed class InvitingWhereChangesIds(ChangesIds f) : InvitingSuite<ChangesIds>(f);

public sealed class GroupWhereTellsEarly(TellsEarly f) : GroupSuite<TellsEarly>(f);

public sealed class GroupEndWhereTellsEarly(TellsEarly f) : GroupEndSuite<TellsEarly>(f);

public sealed class InvitingWhereTellsEarly(TellsEarly f) : InvitingSuite<TellsEarly>(f);

public sealed class GroupMediaWhereTellsSilence(TellsSilence f) : GroupMediaSuite<TellsSilence>(f);
