namespace Calling.NERtc;

/// <summary>A step of a change between audio and video. Vendor: the arguments of onCallTypeChange.</summary>
/// <param name="Type">What the call is to be for, or with <see cref="NERtcSwitchState.Agree"/> is for now.</param>
/// <param name="State">Asked, agreed or declined.</param>
public sealed record NERtcTypeChange(NERtcCallType Type, NERtcSwitchState State);
