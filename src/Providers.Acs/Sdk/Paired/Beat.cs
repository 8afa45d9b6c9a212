using System.Buffers.Binary;
using System.Text;

namespace Calling.Providers.Acs.Sdk;

/// <summary>A heartbeat as it travels: 17 bytes and the sender's device, in network order.</summary>
/// <param name="Begun">When the sender's entry into the group began, in Unix milliseconds of the sender's clock: tells its entries apart.</param>
/// <param name="Sent">How many milliseconds after that this was sent.</param>
/// <param name="Number">Counts the entry's heartbeats.</param>
/// <param name="Device">Which of the user's devices sent it.</param>
internal readonly record struct Beat(long Begun, int Sent, int Number, string Device)
{
    private const byte Version = 1;
    private const int Head = 17;

    /// <summary>A longer one is no device of ours.</summary>
    private const int MostText = 512;

    /// <summary>By the sender's clock, in milliseconds.</summary>
    public long At => Begun + Sent;

    /// <summary>Reads one that came from anybody.</summary>
    public static Beat? Read(ReadOnlySpan<byte> data) => data.Length is < Head or > Head + MostText || data[0] != Version
        ? null
        : new(
            BinaryPrimitives.ReadInt64BigEndian(data[1..]),
            BinaryPrimitives.ReadInt32BigEndian(data[9..]),
            BinaryPrimitives.ReadInt32BigEndian(data[13..]),
            Encoding.UTF8.GetString(data[Head..]));

    public byte[] ToBytes()
    {
        byte[] data = new byte[Head + Encoding.UTF8.GetByteCount(Device)];
        data[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(data.AsSpan(1), Begun);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(9), Sent);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(13), Number);
        Encoding.UTF8.GetBytes(Device, data.AsSpan(Head));
        return data;
    }
}
