using Azure.Communication.Calling.WindowsClient;

namespace Calling.Acs.Emulator;

public sealed partial class EmulatedDevice
{
    private int _soundBuffersHeld;

    /// <summary>Whether a call captures a microphone now.</summary>
    public bool MicrophoneRuns => IsCaptured(leg => leg is { Muted: false, Sound.Outgoing: LocalOutgoingAudioStream } && Hardware.Microphones.Count > 0);

    /// <summary>Whether a call captures a camera now.</summary>
    public bool CameraRuns => IsCaptured(leg => leg.Videos.OfType<LocalOutgoingVideoStream>().Any());

    /// <summary>Buffers of incoming sound that were given to handlers and that nobody has disposed.</summary>
    public int SoundBuffersHeld => Volatile.Read(ref _soundBuffersHeld);

    /// <summary>A camera is plugged in. There is one, named "camera", from the start.</summary>
    public VideoDeviceDetails AddCamera(string name)
    {
        lock (Cloud.Gate)
        {
            var camera = new VideoDeviceDetails(Guid.NewGuid().ToString(), name, CameraFacing.Front);
            Hardware.Cameras = [.. Hardware.Cameras, camera];
            Managers.ForEach(manager => manager.TellCameras([camera], []));
            return camera;
        }
    }

    /// <summary>Every camera of that name is unplugged; what it was sending ends.</summary>
    public void RemoveCamera(string name)
    {
        lock (Cloud.Gate)
        {
            var gone = Hardware.Cameras.Where(camera => camera.Name == name).ToList();
            Hardware.Cameras = [.. Hardware.Cameras.Except(gone)];
            foreach (var leg in Agents.SelectMany(agent => agent.Legs).ToList())
            {
                leg.StopCameras(gone);
            }

            Managers.ForEach(manager => manager.TellCameras([], gone));
        }
    }

    /// <summary>A microphone is plugged in. There is one, named "microphone", from the start.</summary>
    public AudioDeviceDetails AddMicrophone(string name)
    {
        lock (Cloud.Gate)
        {
            var microphone = new AudioDeviceDetails(Guid.NewGuid().ToString(), name);
            Hardware.Microphones = [.. Hardware.Microphones, microphone];
            Managers.ForEach(manager => manager.TellMicrophones([microphone], []));
            return microphone;
        }
    }

    /// <summary>Every microphone of that name is unplugged; without any, nothing is sent in its place.</summary>
    public void RemoveMicrophone(string name)
    {
        lock (Cloud.Gate)
        {
            var gone = Hardware.Microphones.Where(microphone => microphone.Name == name).ToList();
            Hardware.Microphones = [.. Hardware.Microphones.Except(gone)];
            Managers.ForEach(manager => manager.TellMicrophones([], gone));
        }
    }

    /// <summary>A speaker is plugged in. There is one, named "speaker", from the start.</summary>
    public AudioDeviceDetails AddSpeaker(string name)
    {
        lock (Cloud.Gate)
        {
            var speaker = new AudioDeviceDetails(Guid.NewGuid().ToString(), name);
            Hardware.Speakers = [.. Hardware.Speakers, speaker];
            Managers.ForEach(manager => manager.TellSpeakers([speaker], []));
            return speaker;
        }
    }

    /// <summary>Every speaker of that name is unplugged.</summary>
    public void RemoveSpeaker(string name)
    {
        lock (Cloud.Gate)
        {
            var gone = Hardware.Speakers.Where(speaker => speaker.Name == name).ToList();
            Hardware.Speakers = [.. Hardware.Speakers.Except(gone)];
            Managers.ForEach(manager => manager.TellSpeakers([], gone));
        }
    }

    internal void HoldSoundBuffer() => Interlocked.Increment(ref _soundBuffersHeld);

    internal void ReleaseSoundBuffer() => Interlocked.Decrement(ref _soundBuffersHeld);

    private bool IsCaptured(Func<Leg, bool> captures)
    {
        lock (Cloud.Gate)
        {
            return IsAlive && Agents.SelectMany(agent => agent.Legs).Any(leg => leg is { Connected: true, Ended: false } && captures(leg));
        }
    }
}
