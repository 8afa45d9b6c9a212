using System.Buffers.Binary;
using System.Buffers.Text;

namespace Calling.Signaling;

/// <summary>A place in a user's records: after it come the calls that started earlier. Not an offset: it stays where it is when records come.</summary>
/// <param name="StartedAt">UTC ticks.</param>
/// <param name="Sequence">Tells calls that started at the same tick apart.</param>
internal readonly record struct RecordCursor(long StartedAt, long Sequence) : IComparable<RecordCursor>
{
    private const int Length = 17;
    private const byte Version = 1;

    public int CompareTo(RecordCursor other) =>
        StartedAt != other.StartedAt ? StartedAt.CompareTo(other.StartedAt) : Sequence.CompareTo(other.Sequence);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], StartedAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Sequence);
        return Base64Url.EncodeToString(bytes);
    }

    /// <exception cref="CallException"><c>InvalidArgument</c>.</exception>
    public static RecordCursor Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length == Base64Url.GetEncodedLength(Length)
            && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out int written)
            && written == Length
            && bytes[0] == Version)
        {
            var cursor = new RecordCursor(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]));
            if (cursor.StartedAt >= 0 && cursor.StartedAt <= DateTime.MaxValue.Ticks && cursor.Sequence > 0)
            {
                return cursor;
            }
        }

        throw new CallException(CallErrorCode.InvalidArgument, "The continuation is none that was given.");
    }
}
