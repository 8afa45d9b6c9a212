namespace Azure.Communication.Calling.WindowsClient;

/// <summary>[C] Says nothing: the property is read again.</summary>
public sealed class PropertyChangedEventArgs
{
    internal PropertyChangedEventArgs()
    {
    }
}
