using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Calling.Samples.Snippets;

/// <summary>What the page on joining shows, compiled; a test compares both.</summary>
public static class JoiningSnippets
{
    /// <summary>The app's own knowledge of who belongs where.</summary>
    public interface ITeams
    {
        bool IsMember(string team, string user);
    }

    public static void Rule(WebApplicationBuilder builder, ITeams teams)
    {
        builder.Services.AddCallingServer(o => o.Exchange.MayJoin = (call, user) => call.Details.GroupId is { } team && teams.IsMember(team, user));
    }

    public static async Task<ICallSession> Entering(ICallClient client, string callId)
    {
        var call = await client.JoinAsync(callId, new JoinOptions { CameraOff = true });
        return call;
    }
}
