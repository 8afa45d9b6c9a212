using Calling.Providers.WebRtc.SipSorcery.Codecs;

namespace Calling.Providers.WebRtc.SipSorcery.Capture;

/// <summary>Pictures that are used again: each is a large object, which only a full collection frees.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class PicturePool(int most)
{
    private readonly Stack<Picture> _free = new();

    /// <summary>One of a size, with anything in it.</summary>
    internal Picture Rent(int width, int height)
    {
        lock (_free)
        {
            while (_free.TryPop(out var picture))
            {
                if ((picture.Width, picture.Height) == (width, height))
                {
                    return picture;
                }
            }
        }

        return new Picture(width, height);
    }

    /// <summary>Nobody reads it any more.</summary>
    internal void Return(Picture picture)
    {
        lock (_free)
        {
            if (_free.Count < most)
            {
                _free.Push(picture);
            }
        }
    }
}
