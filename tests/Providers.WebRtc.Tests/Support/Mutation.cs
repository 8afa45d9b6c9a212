namespace Calling.Providers.WebRtc.Tests;

/// <summary>Spoils texts.</summary>
internal static class Mutation
{
    private const string Oddities = "\0\r\n\f\t :=/.,%[]-+09afAZ\u00e4\u0085\u2028\ud800";

    public static string Of(string text, Random random)
    {
        for (int i = random.Next(1, 6); i > 0 && text.Length > 0; i--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 60), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, text.Substring(at, length)),
                2 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                3 => text.Insert(at, new string(Oddities[random.Next(Oddities.Length)], random.Next(1, 40))),
                _ => text.Remove(at, 1).Insert(at, Oddities[random.Next(Oddities.Length)].ToString()),
            };
        }

        return text;
    }
}
