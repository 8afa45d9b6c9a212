using AcmeVendor;
using Calling.Media;

namespace Calling.Providers.Acme;

/// <summary>Counts content, and tells it as statistics. Not safe for threads.</summary>
internal sealed class PacketCount
{
    private readonly long[] _packets = new long[4];
    private readonly long[] _bytes = new long[4];

    public void Sent(AcmeMessage packet) => Add(0, packet);

    public void Received(AcmeMessage packet) => Add(1, packet);

    public MediaStats Measure(string userId) => new(
        userId,
        null,
        [.. Enumerable.Range(0, 4).Select(i =>
            new StreamStats(i < 2 ? MediaKind.Audio : MediaKind.Video, i % 2 == 0, "acme", _packets[i], _bytes[i], 0, null, 0))]);

    private void Add(int direction, AcmeMessage packet)
    {
        Add(direction, packet.Sound);
        Add(direction + 2, packet.Picture);
    }

    private void Add(int stream, byte[]? content)
    {
        if (content is not null)
        {
            _packets[stream]++;
            _bytes[stream] += content.Length;
        }
    }
}
