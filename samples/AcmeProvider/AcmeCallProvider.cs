using System.Net.Sockets;
using AcmeVendor;

namespace Calling.Providers.Acme;

/// <summary>The made-up vendor Acme: its service rings and decides by itself, its rooms carry the media.</summary>
/// <param name="options">The settings.</param>
public sealed class AcmeCallProvider(AcmeOptions options) : ICallProvider
{
    /// <inheritdoc/>
    public ProviderDescriptor Descriptor { get; } = new(
        "Acme",
        CallCapabilities.SingleDevice | CallCapabilities.RingingSignal | CallCapabilities.OfflineInvite | CallCapabilities.Attachment
        | CallCapabilities.SharedCallId | CallCapabilities.InviteDetails | CallCapabilities.RejectReason | CallCapabilities.BusySignal,
        new CallLimits { MaxUserIdBytes = 40, MaxAttachmentBytes = 8_192, MaxReasonBytes = 200 },
        LineDuties.Outcome | LineDuties.Lease);

    /// <inheritdoc/>
    public async ValueTask<ICallLine> ConnectAsync(CallCredential credential, ICallLineObserver observer, CancellationToken ct)
    {
        var line = new AcmeLine(options, observer);
        try
        {
            await line.OpenAsync(credential, ct);
            return line;
        }
        catch (Exception error)
        {
            // Whatever went wrong, nothing stays behind.
            await line.DisposeAsync();
            throw error switch
            {
                CallException known => known,
                SocketException or AcmeException or OperationCanceledException =>
                    new CallException(CallErrorCode.Unreachable, $"Acme's service at {options.Host}:{options.Port} cannot be reached.", error),
                _ => new CallException(CallErrorCode.ProviderFailed, error.Message, error),
            };
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
