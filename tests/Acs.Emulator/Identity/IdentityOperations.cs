using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Calling.Acs.Emulator;

/// <summary>Create, issue, revoke and delete. That an unknown identity is answered with 404 is defined by the emulator.</summary>
internal sealed class IdentityOperations(EmulatedCloud cloud)
{
    public const string ApiVersion = "2023-10-01";

    public void Map(WebApplication app)
    {
        app.MapPost("/identities", CreateAsync);
        app.MapPost("/identities/{id}/:issueAccessToken", IssueAsync);
        app.MapPost("/identities/{id}/:revokeAccessTokens", (string id) => Do(id, () => cloud.Tokens.Revoke(id)));
        app.MapDelete("/identities/{id}", (string id) => Do(id, () => cloud.Tokens.Delete(id)));
    }

    private async Task<IResult> CreateAsync(HttpRequest request)
    {
        if (await TokenWish.ReadAsync(request, "createTokenWithScopes") is not { } wish)
        {
            return BadBody();
        }

        lock (cloud.Gate)
        {
            string id = cloud.Tokens.Create();
            return wish.Scopes.Count == 0
                ? Results.Json(new { identity = new { id } }, statusCode: 201)
                : Results.Json(new { identity = new { id }, accessToken = Issue(id, wish) }, statusCode: 201);
        }
    }

    private async Task<IResult> IssueAsync(string id, HttpRequest request)
    {
        if (await TokenWish.ReadAsync(request, "scopes") is not { Scopes.Count: > 0 } wish)
        {
            return BadBody();
        }

        lock (cloud.Gate)
        {
            return cloud.Tokens.Knows(id) ? Results.Json(Issue(id, wish)) : NoSuchIdentity();
        }
    }

    private IResult Do(string id, Action work)
    {
        lock (cloud.Gate)
        {
            if (!cloud.Tokens.Knows(id))
            {
                return NoSuchIdentity();
            }

            work();
            return Results.NoContent();
        }
    }

    private object Issue(string id, TokenWish wish)
    {
        var token = cloud.Tokens.Issue(id, wish.Lifetime, wish.CanCall);
        return new { token = token.Token, expiresOn = token.ExpiresOn.UtcDateTime };
    }

    private static IResult BadBody() => ServiceError.Of(400, "ValidationError", "The body, its scopes or its expiresInMinutes are not valid.");

    private static IResult NoSuchIdentity() => ServiceError.Of(404, "IdentityNotFound", "The identity does not exist.");
}
