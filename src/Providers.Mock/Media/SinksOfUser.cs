using System.Collections.Immutable;
using Calling.Media;

namespace Calling.Providers.Mock;

/// <summary>The sinks for one user's content of one kind; enumerated without allocating.</summary>
internal readonly struct SinksOfUser(ImmutableArray<SinkAttachment> sinks, string userId, MediaKind kind)
{
    public Enumerator GetEnumerator() => new(sinks, userId, kind);

    internal struct Enumerator(ImmutableArray<SinkAttachment> sinks, string userId, MediaKind kind)
    {
        private int _index = -1;

        public readonly SinkAttachment Current => sinks[_index];

        public bool MoveNext()
        {
            while (++_index < sinks.Length)
            {
                if (sinks[_index].Kind == kind && sinks[_index].UserId == userId)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
