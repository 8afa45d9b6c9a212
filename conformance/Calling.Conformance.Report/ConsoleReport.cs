using System.Text;

namespace Calling.Conformance.Report;

/// <summary>The matrix for a terminal.</summary>
internal static class ConsoleReport
{
    public static string Of(Matrix matrix)
    {
        var text = new StringBuilder();
        foreach (var rule in matrix.Rules)
        {
            string verdicts = string.Concat(matrix.Providers.Select(p => Matrix.Word(p, rule.Id).PadRight(16)));
            text.AppendLine($"{rule.Id}  {verdicts}{Shorten(rule.Text, 90)}".TrimEnd());
            foreach (string reason in matrix.Providers.SelectMany(p => Matrix.Reasons(p, rule.Id)).Distinct())
            {
                text.AppendLine($"          {reason}");
            }
        }

        text.AppendLine();
        foreach (var provider in matrix.Providers)
        {
            text.AppendLine($"{provider.Provider}: {matrix.Summary(provider)}");
        }

        return text.ToString();
    }

    private static string Shorten(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
