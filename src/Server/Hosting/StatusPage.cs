using System.Security.Cryptography;
using Calling.Server.Connections;
using Microsoft.AspNetCore.Http;

namespace Calling.Server.Hosting;

/// <summary>One page that says what this is and how many there are; no names, nothing from elsewhere.</summary>
internal static class StatusPage
{
    public static IResult Counts(CallingServer server) => Results.Json(
        new Dictionary<string, long>
        {
            ["connections"] = server.Limits.Connections.Total,
            ["users"] = server.Devices.UserCount,
            ["devices"] = server.Devices.DeviceCount,
            ["liveCalls"] = server.Exchange.LiveCallCount,
            ["commands"] = server.Metrics.CommandCount,
            ["uptimeSeconds"] = (long)server.Time.GetElapsedTime(server.Started).TotalSeconds,
        });

    public static IResult Page(HttpContext context)
    {
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var root = context.Request.PathBase + context.Request.Path.ToString().TrimEnd('/');
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; connect-src 'self'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";

        // The address goes into the page as data, escaped for where it stands.
        var status = System.Text.Json.JsonSerializer.Serialize($"{root}/status");
        return Results.Content(
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Calling server</title>
            <style nonce="{{nonce}}">
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem; color: #222; background: #fff; }
            dl { display: grid; grid-template-columns: max-content auto; gap: .25rem 1.5rem; }
            dd { margin: 0; font-variant-numeric: tabular-nums; font-weight: 600; }
            @media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818; } }
            </style>
            </head>
            <body>
            <h1>Calling server</h1>
            <p>The signalling server of Calling, a calling SDK for .NET. Devices connect by WebSocket to <code>v1</code> below this
            address; docs/protocol.md says how. Sound and pictures do not pass through here.</p>
            <dl id="counts"><dt>State</dt><dd>loading</dd></dl>
            <script nonce="{{nonce}}">
            const names = { connections: "Connections", users: "Users", devices: "Devices", liveCalls: "Live calls", commands: "Commands so far", uptimeSeconds: "Up for (s)" };
            async function show() {
              const list = document.getElementById("counts");
              try {
                const counts = await (await fetch({{status}}, { cache: "no-store" })).json();
                list.replaceChildren(...Object.entries(names).flatMap(([key, name]) => {
                  const term = document.createElement("dt"), value = document.createElement("dd");
                  term.textContent = name; value.textContent = counts[key]; value.dataset.count = key;
                  return [term, value];
                }));
              } catch { list.textContent = "The server does not answer."; }
              setTimeout(show, 2000);
            }
            show();
            </script>
            </body>
            </html>
            """,
            "text/html; charset=utf-8");
    }
}
