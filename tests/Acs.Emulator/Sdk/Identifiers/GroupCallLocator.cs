namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] A group call that everybody names by the same GUID.</summary>
public sealed class GroupCallLocator : JoinMeetingLocator
{
    public GroupCallLocator(Guid groupId) => GroupId = groupId;

    public Guid GroupId { get; }
}
