using Calling.Server.Push;
using Calling.Signaling.Switchboards;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What stands in docs/push.md.</summary>
public static class PushSnippets
{
    public static bool Check(HttpRequest request, byte[] body, string secret, TimeProvider time)
    {
        return PushSignature.IsValid(
            secret, request.Headers[PushSignature.TimestampHeader], body, request.Headers[PushSignature.SignatureHeader], time.GetUtcNow());
    }

    public static void Register(IServiceCollection services)
    {
        services.AddSingleton<IOfflinePush, MyPush>();
    }

    private sealed class MyPush : IOfflinePush
    {
        public ValueTask<PushOutcome> PushAsync(OfflineInvitation invitation, CancellationToken ct) => new(PushOutcome.Delivered);
    }
}
