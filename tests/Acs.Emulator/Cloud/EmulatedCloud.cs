namespace Calling.Acs.Emulator;

/// <summary>The vendor's service: identities, tokens, calls and what goes wrong with them. Everything here is thread-safe.</summary>
public sealed class EmulatedCloud(EmulatorSettings settings, TimeProvider time)
{
    public EmulatorSettings Settings => settings;

    public TimeProvider Time => time;

    /// <summary>What handlers threw: an app's mistake, which the SDK does not survive everywhere.</summary>
    public IReadOnlyList<Exception> HandlerFaults => throw new NotImplementedException();

    /// <summary>Makes an identity and tells its id: <c>8:acs:resource_user</c>.</summary>
    public string CreateIdentity() => throw new NotImplementedException();

    /// <summary>A token that may place calls.</summary>
    public Azure.Communication.Calling.WindowsClient.CallToken IssueToken(string identity, TimeSpan lifetime) => throw new NotImplementedException();

    /// <summary>No token that was issued so far is good for a new agent, or at the next renewal.</summary>
    public void RevokeTokens(string identity) => throw new NotImplementedException();

    public void DeleteIdentity(string identity) => throw new NotImplementedException();

    /// <summary>The device of that name; it is made at first use.</summary>
    public EmulatedDevice Device(string name) => throw new NotImplementedException();
}
