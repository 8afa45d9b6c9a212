namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Whether, and by whom, the token is renewed.</summary>
public sealed class CallTokenRefreshOptions
{
    private readonly bool _refreshProactively;

    public CallTokenRefreshOptions(bool refreshProactively) => _refreshProactively = refreshProactively;

    public event EventHandler<CallTokenRefreshRequestedEventArgs>? TokenRefreshRequested;

    internal bool RefreshProactively => _refreshProactively;

    internal void Request(CallTokenRefreshRequestedEventArgs args) => TokenRefreshRequested?.Invoke(this, args);
}
