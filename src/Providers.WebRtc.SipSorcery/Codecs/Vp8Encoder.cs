using SIPSorceryMedia.Abstractions;
using Vpx.Net;

namespace Calling.Providers.WebRtc.SipSorcery.Codecs;

/// <summary>SIPSorcery's VP8 encoder with what it lacks: any size, and a bit rate. Not thread-safe.</summary>
internal sealed class Vp8Encoder(SipSorceryOptions options) : IDisposable
{
    private readonly QuantizerControl _quantizer = new(options.VideoBitsPerSecond);
    private VP8Codec? _codec;
    private (int Width, int Height) _size;

    /// <summary>Encodes a picture.</summary>
    /// <param name="picture">Padded.</param>
    /// <param name="time">When it was taken.</param>
    /// <param name="key">Whether a key frame was asked for.</param>
    internal EncodedFrame Encode(Picture picture, TimeSpan time, bool key)
    {
        if (_codec is null || _size != (picture.Width, picture.Height))
        {
            // The codec keeps planes of the largest size that it saw and then refuses smaller pictures.
            _codec?.Dispose();
            _codec = new VP8Codec { KeyframeIntervalFrames = options.KeyFrameInterval };
            PinnedOutput.Give(_codec, picture.PaddedWidth, picture.PaddedHeight);
            _size = (picture.Width, picture.Height);
        }

        if (key)
        {
            _codec.ForceKeyFrame();
        }

        _codec.BaseQIndex = _quantizer.Index;
        var data = _codec.EncodeVideo(picture.PaddedWidth, picture.PaddedHeight, picture.Pixels, VideoPixelFormatsEnum.I420, VideoCodecsEnum.VP8);
        var isKey = Vp8Header.IsKey(data);
        if (isKey)
        {
            Vp8Header.SetSize(data, picture.Width, picture.Height);
        }

        _quantizer.Spent(data.Length * 8, time, isKey);
        return new EncodedFrame(data, isKey, time);
    }

    /// <summary>SIPSorcery's encoder, for tests.</summary>
    internal VP8Codec? Codec => _codec;

    public void Dispose() => _codec?.Dispose();
}
