using System.Reflection;
using System.Xml.Linq;

namespace Calling.Acs.Emulator.Tests;

/// <summary>What of the emulator rests on no sample: to be checked first against the real metadata.</summary>
public class EvidenceTests
{
    private const string Accept = "CALLING_ACCEPT_TABLE";
    private const string List = "tests/Acs.Emulator/emulator-defined.txt";
    private static readonly Assembly s_emulator = typeof(EmulatedCloud).Assembly;

    private static IEnumerable<Type> SdkTypes =>
        s_emulator.GetExportedTypes().Where(type => type.Namespace == "Azure.Communication.Calling.WindowsClient");

    [Fact]
    public void Everything_that_the_emulator_defines_stands_in_the_list()
    {
        string path = Path.Combine(Checkout.Root, List);
        string actual = string.Concat(Defined().Order(StringComparer.Ordinal).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable(Accept) is not null)
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(actual == File.ReadAllText(path), $"{List} is not what the code says: run the test with {Accept}=1.");
    }

    [Fact]
    public void Every_type_says_its_evidence()
    {
        var summaries = XDocument.Load(Path.ChangeExtension(s_emulator.Location, ".xml")).Descendants("member")
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value ?? "");
        Assert.DoesNotContain(SdkTypes, type => !summaries.GetValueOrDefault($"T:{type.FullName}", "").Contains('['));
    }

    private static IEnumerable<string> Defined()
    {
        foreach (var type in s_emulator.GetTypes())
        {
            foreach (var whole in type.GetCustomAttributes<EmulatorDefinedAttribute>())
            {
                yield return $"{type.Name}: {whole.Why}";
            }

            foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            {
                foreach (var part in member.GetCustomAttributes<EmulatorDefinedAttribute>())
                {
                    yield return $"{type.Name}.{member.Name}: {part.Why}";
                }
            }
        }
    }
}
