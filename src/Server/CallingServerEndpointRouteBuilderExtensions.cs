using Calling.Server.Connections;
using Calling.Server.Hosting;
using Calling.Signaling.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the signalling server into an application.</summary>
public static class CallingServerEndpointRouteBuilderExtensions
{
    /// <summary>Maps the WebSocket endpoint <c>v1</c>, the call records <c>records</c>, the media vendors' <c>identities</c>,
    /// <c>tokens</c> and <c>users</c> of docs/rest.md, <c>healthz</c> and the status page below a path.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path.</param>
    /// <returns>All of them, for conventions such as authorization policies and host filters.</returns>
    /// <exception cref="InvalidOperationException"><c>AddCallingServer</c> was not called.</exception>
    public static IEndpointConventionBuilder MapCalling(this IEndpointRouteBuilder endpoints, string pattern = "/calling")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        if (endpoints.ServiceProvider.GetService<IServiceProviderIsService>()?.IsService(typeof(CallingServer)) != true)
        {
            throw new InvalidOperationException("Call services.AddCallingServer(…) before app.MapCalling().");
        }

        // Made when the application has started, which is after its settings were checked.
        var made = new Lazy<CallingServer>(endpoints.ServiceProvider.GetRequiredService<CallingServer>);
        var group = endpoints.MapGroup(pattern);

        // Its own little pipeline, so that the application need not know that WebSockets want a middleware.
        var socket = endpoints.CreateApplicationBuilder();
        socket.UseWebSockets();
        socket.Run(context => CallingEndpoint.ServeAsync(context, made.Value));
        group.Map(WireProtocol.Path, socket.Build());
        group.MapGet(WireProtocol.RecordsPath, (HttpContext context) => RecordsEndpoint.ServeAsync(context, made.Value));
        group.MapPost($"{WireProtocol.IdentitiesPath}/{{vendor}}/token", (HttpContext context, string vendor) => IdentitiesEndpoint.IssueAsync(context, made.Value, vendor));
        group.MapGet($"{WireProtocol.IdentitiesPath}/{{vendor}}", (HttpContext context, string vendor) => IdentitiesEndpoint.FindAsync(context, made.Value, vendor));
        group.MapPost("tokens", (HttpContext context) => TokensEndpoint.IssueAsync(context, made.Value));
        group.MapGet("users/{user}/devices", (HttpContext context, string user) => DevicesEndpoint.ListAsync(context, made.Value, user));
        group.MapPut(
            "users/{user}/devices/{device}/push",
            (HttpContext context, string user, string device) => DevicesEndpoint.RegisterAsync(context, made.Value, user, device));
        group.MapDelete(
            "users/{user}/devices/{device}/push",
            (HttpContext context, string user, string device) => DevicesEndpoint.UnregisterAsync(context, made.Value, user, device));
        group.MapGet("healthz", () => made.Value.IsStopping
            ? Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ok"));
        group.MapGet("", (HttpContext context) => made.Value.Options.StatusPage ? StatusPage.Page(context) : Results.NotFound());
        group.MapGet("status", () => made.Value.Options.StatusPage ? StatusPage.Counts(made.Value) : Results.NotFound());
        return group;
    }
}
