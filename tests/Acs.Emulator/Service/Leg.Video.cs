using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

internal sealed partial class Leg
{
    private static readonly TimeSpan CameraPeriod = TimeSpan.FromMilliseconds(66);
    private ITimer? _camera;

    public List<OutgoingVideoStream> Videos { get; } = [];

    public void StartVideo(OutgoingVideoStream stream)
    {
        RequireActive();
        if (AddVideo(stream))
        {
            Begin(stream);
            Call.Show();
        }
    }

    public void StopVideo(OutgoingVideoStream stream)
    {
        if (Videos.Remove(stream))
        {
            Halt(stream);
            Call.Show();
        }
    }

    public void StopCameras(IEnumerable<VideoDeviceDetails> gone)
    {
        foreach (var stream in Videos.OfType<LocalOutgoingVideoStream>().Where(one => gone.Contains(one.Source)).ToList())
        {
            StopVideo(stream);
        }
    }

    /// <summary>Copies a frame to every end that takes frames.</summary>
    public void SendPicture(OutgoingVideoStream stream, Picture picture)
    {
        lock (Cloud.Gate)
        {
            if (!CarriesMedia || !Videos.Contains(stream))
            {
                return;
            }

            Agent.Device.CountPicture();
            foreach (var other in Call.Legs.Where(one => one != this && one.CarriesMedia))
            {
                Agent.Device.Carry(other.Agent.Device, stream, () => other.Sdk.Receive(stream, picture));
            }
        }
    }

    private bool AddVideo(OutgoingVideoStream stream)
    {
        if (Videos.Contains(stream))
        {
            return false;
        }

        if (stream is LocalOutgoingVideoStream local && !Agent.Device.Hardware.Cameras.Contains(local.Source))
        {
            throw Errors.Of(Errors.NoVideoPermission, "The camera cannot be used.");
        }

        if (Videos.Any(other => other.SourceKind == stream.SourceKind))
        {
            throw Errors.Invalid("A call sends one video and one screen.");
        }

        stream.Leg = this;
        Videos.Add(stream);
        return true;
    }

    private void Begin(OutgoingVideoStream stream)
    {
        Sdk.Events.Post(stream.Begin);
        if (stream is LocalOutgoingVideoStream)
        {
            _camera = Cloud.Time.CreateTimer(_ => SendPicture(stream, Picture.OfCamera()), null, TimeSpan.Zero, CameraPeriod);
        }
    }

    private void Halt(OutgoingVideoStream stream)
    {
        Sdk.Events.Post(stream.Halt);
        if (stream is LocalOutgoingVideoStream)
        {
            _camera?.Dispose();
        }
    }

    private void StopVideos()
    {
        Videos.ForEach(Halt);
        Videos.Clear();
    }
}
