using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Calling.Providers;

/// <summary>What a provider accepts. Core refuses the rest before anything is sent (rule CALL-006).</summary>
public sealed record CallLimits
{
    /// <summary>A user id's length in UTF-8 bytes, at most.</summary>
    public int MaxUserIdBytes { get; init; } = 64;

    /// <summary>A regular expression that a user id matches as a whole.</summary>
    public string UserIdPattern { get; init; } = @"\A[A-Za-z0-9_.@-]+\z";

    /// <summary>An attachment's length in UTF-8 bytes, at most.</summary>
    public int MaxAttachmentBytes { get; init; } = 16_384;

    /// <summary>A reject reason's length in UTF-8 bytes, at most.</summary>
    public int MaxReasonBytes { get; init; } = 1_024;

    /// <summary>Length in UTF-8 bytes of the data given with an accept, reject, cancel or hang-up, at most (rule CALL-026).</summary>
    public int MaxDataBytes { get; init; } = 4_096;

    /// <summary>A group id's length in UTF-8 bytes, at most.</summary>
    public int MaxGroupIdBytes { get; init; } = 128;

    /// <summary>Length in UTF-8 bytes of a push's title, body and data together, at most (rule CALL-150).</summary>
    public int MaxPushBytes { get; init; } = 2_048;

    /// <summary>Users in one call, the caller among them, at most.</summary>
    public int MaxParticipants { get; init; } = 2;

    /// <summary>Invitations to one call over its whole life, at most: each is kept and told to whoever comes in (rule CALL-113).</summary>
    public int MaxInvitations { get; init; } = 64;

    /// <summary>The shortest ring timeout.</summary>
    public TimeSpan MinRingTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest ring timeout (rule CALL-040).</summary>
    public TimeSpan MaxRingTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Says what is wrong with a user id.</summary>
    /// <param name="userId">The id.</param>
    /// <returns>A sentence with the value and the limit, or null if it is right.</returns>
    public string? CheckUserId(string? userId)
    {
        if (string.IsNullOrEmpty(userId))
        {
            return "A user id is empty.";
        }

        if (Utf8Length(userId) is var bytes && (bytes is null || bytes > MaxUserIdBytes))
        {
            return string.Create(CultureInfo.InvariantCulture, $"The user id '{Shorten(userId)}' is longer than {MaxUserIdBytes} bytes of valid UTF-8.");
        }

        return Regex.IsMatch(userId, UserIdPattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            ? null
            : $"The user id '{Shorten(userId)}' does not match {UserIdPattern}.";
    }

    /// <summary>Says what is wrong with a number of invitations to one call.</summary>
    /// <param name="count">How many there would be, those of the past included.</param>
    /// <returns>A sentence with the number and the limit, or null if it is right.</returns>
    public string? CheckInvitations(int count) => count <= MaxInvitations
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"This would be invitation {count} of the call; the limit is {MaxInvitations}.");

    /// <summary>Says what is wrong with a text.</summary>
    /// <param name="name">What the text is, for the message.</param>
    /// <param name="text">The text; null is always right.</param>
    /// <param name="maxBytes">The limit in UTF-8 bytes.</param>
    /// <returns>A sentence with the size and the limit, or null if it is right.</returns>
    public static string? CheckText(string name, string? text, int maxBytes)
    {
        if (text is null)
        {
            return null;
        }

        return Utf8Length(text) switch
        {
            null => $"The {name} is not valid Unicode: it has half a surrogate pair.",
            var bytes when bytes > maxBytes => string.Create(CultureInfo.InvariantCulture, $"The {name} has {bytes} bytes of UTF-8; the limit is {maxBytes}."),
            _ => null,
        };
    }

    /// <summary>Says what is wrong with what the push hook shall be handed.</summary>
    /// <param name="push">Its fields; null is always right.</param>
    /// <returns>A sentence with the size and the limit, or null if it is right.</returns>
    public string? CheckPush(CallPush? push) =>
        push is null ? null
        : CheckText("push title", push.Title, MaxPushBytes)
            ?? CheckText("push body", push.Body, MaxPushBytes)
            ?? CheckText("push data", push.Data, MaxPushBytes)
            ?? CheckText("push, its title, body and data together,", string.Concat(push.Title, push.Body, push.Data), MaxPushBytes);

    private static int? Utf8Length(string text)
    {
        try
        {
            return StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
}
