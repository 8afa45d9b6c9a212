namespace Calling.Wilddog;

/// <summary>Is told every two seconds how a connected conversation's media goes.</summary>
/// <remarks>Vendor: WDGConversationStatsDelegate</remarks>
public interface IWilddogConversationStatsDelegate
{
    /// <summary>What this device sends.</summary>
    /// <remarks>Vendor: conversation:didUpdateLocalStreamStatsReport:</remarks>
    /// <param name="conversation">The conversation.</param>
    /// <param name="report">The measurement.</param>
    void DidUpdateLocalStreamStatsReport(WilddogConversation conversation, WilddogStatsReport report);

    /// <summary>What this device receives.</summary>
    /// <remarks>Vendor: conversation:didUpdateRemoteStreamStatsReport:</remarks>
    /// <param name="conversation">The conversation.</param>
    /// <param name="report">The measurement.</param>
    void DidUpdateRemoteStreamStatsReport(WilddogConversation conversation, WilddogStatsReport report);
}
