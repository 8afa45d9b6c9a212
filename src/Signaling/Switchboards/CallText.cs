namespace Calling.Signaling.Switchboards;

/// <summary>What ids look like.</summary>
internal static class CallText
{
    private const int MaxLength = 64;

    public static string? CheckId(string name, string? id)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MaxLength)
        {
            return $"A {name} has 1 to {MaxLength} characters.";
        }

        foreach (char c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return $"A {name} has only letters, digits, '-', '_' and '.'.";
            }
        }

        return null;
    }
}
