namespace Calling.Providers.WebRtc;

/// <summary>Carries descriptions and candidates to a device in the same call.</summary>
internal interface IPeerChannel
{
    /// <summary>This device.</summary>
    CallParty Self { get; }

    /// <summary>Sends a message; false if the line is down.</summary>
    ValueTask<bool> SendAsync(string callId, CallParty to, string kind, string payload);
}
