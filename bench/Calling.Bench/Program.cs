using System.Globalization;
using Calling.Bench;

// bench [seconds]: what a participant costs by the number of peers; bench peers: the other side, in a process of its own.
if (args is ["peers"])
{
    await Peers.RunAsync();
    return;
}

int seconds = args is [var text, ..] ? int.Parse(text, CultureInfo.InvariantCulture) : 10;
Console.WriteLine($"One participant of a mesh: 320x240 at 15 pictures a second and sound, sent to and received from N peers; the median of {seconds} seconds.");
Console.WriteLine("Percent of one core. The peers run in a process of their own, which is not counted.");
Console.WriteLine();
Console.WriteLine("| peers | total | to one peer | encoder | to one peer | load of the machine |");
Console.WriteLine("|---|---|---|---|---|---|");
Cost? one = null;
for (int peers = 1; peers <= 8; peers++)
{
    var cost = await Participant.MeasureAsync(peers, seconds);
    one ??= cost;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {peers} | {cost.Total:0.0} % | {cost.Total / one.Total:0.00} | {cost.Encoder:0.0} % | {cost.Encoder / one.Encoder:0.00} | {cost.Load:0.0} |"));
}
