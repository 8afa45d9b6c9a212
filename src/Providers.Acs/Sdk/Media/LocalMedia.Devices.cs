using Azure.Communication.Calling.WindowsClient;
using Calling.Media;

namespace Calling.Providers.Acs.Sdk;

/// <summary>The devices that the SDK captures: a missing one is told when it is needed, and when it goes (rule CALL-094).</summary>
internal sealed partial class LocalMedia
{
    private readonly bool[] _told = new bool[2];
    private readonly string?[] _unusable = new string?[2];
    private readonly string?[] _ids = new string?[2];
    private DeviceManager? _devices;
    private string? _cameraId;

    private async Task<DeviceManager?> FindDevicesAsync()
    {
        try
        {
            return await _agent.DevicesAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
            return null;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Watch(DeviceManager? devices)
    {
        _devices = devices;
        if (devices is not null)
        {
            devices.MicrophonesUpdated += OnMicrophones;
            devices.CamerasUpdated += OnCameras;
        }
    }

    /// <summary>Under the lock.</summary>
    private void Unwatch()
    {
        if (_devices is { } devices)
        {
            devices.MicrophonesUpdated -= OnMicrophones;
            devices.CamerasUpdated -= OnCameras;
        }
    }

    private void OnMicrophones(object? sender, AudioDevicesUpdatedEventArgs args) => LookSoon(MediaKind.Audio);

    private void OnCameras(object? sender, VideoDevicesUpdatedEventArgs args) => LookSoon(MediaKind.Video);

    private void LookSoon(MediaKind kind) => _agent.Queue.Post(() =>
    {
        string? missing;
        lock (_lock)
        {
            missing = Look(kind);
        }

        Fail(kind, missing);
        Follow();
    });

    /// <summary>
    /// Lets the SDK capture what its gate lets through, if the device is there. Without it the call goes on, until the user switches it on again (rule
    /// CALL-094). Under the lock.
    /// </summary>
    /// <returns>What is missing and has to be told; null if nothing is.</returns>
    private string? Look(MediaKind kind)
    {
        if (_owner is null || _ending)
        {
            return null;
        }

        string? missing;
        try
        {
            missing = _unusable[(int)kind] ?? (!_bySdk[(int)kind] ? null : kind == MediaKind.Audio ? FindMicrophone() : FindCamera());
        }
        catch (Exception e)
        {
            AcsLog.Faulted(_logger, e);
            missing = e.Message;
        }

        bool tell = missing is not null && _gates[(int)kind] && !_told[(int)kind];
        _told[(int)kind] |= tell;
        if (_bySdk[(int)kind])
        {
            _shown[(int)kind] = _gates[(int)kind] && !_told[(int)kind] && missing is null;
        }

        return tell ? missing : null;
    }

    private string? FindMicrophone()
    {
        string? id = _ids[(int)MediaKind.Audio];
        if (_devices is not { } devices)
        {
            return id is null ? null : $"The microphone '{id}' cannot be chosen: the machine's devices cannot be read.";
        }

        if (id is null)
        {
            return devices.Microphones.Count > 0 ? null : "There is no microphone.";
        }

        if (SdkNames.Microphone(devices, id) is not { } microphone)
        {
            return $"There is no microphone '{id}'.";
        }

        SdkNames.UseMicrophone(devices, microphone);
        return null;
    }

    private string? FindCamera()
    {
        string? id = _ids[(int)MediaKind.Video];
        var cameras = _devices?.Cameras ?? [];
        if (_camera is { } former && cameras.All(c => c.Id != _cameraId))
        {
            // Another one is taken only when the user switches it on again.
            (_camera, _gone) = (null, former);
            return "The camera was unplugged.";
        }

        if (_camera is null && (id is null ? (cameras.Count > 0 ? cameras[0] : null) : cameras.FirstOrDefault(c => c.Id == id) ?? cameras.FirstOrDefault(c => c.Name == id)) is { } found)
        {
            (_camera, _cameraId) = (new LocalOutgoingVideoStream(found), found.Id);
        }

        return _camera is not null ? null : id is null ? "There is no camera." : $"There is no camera '{id}'.";
    }
}
