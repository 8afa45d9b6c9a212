namespace Calling.Trtc;

/// <summary>What <see cref="TRTCCalling"/> tells; an app implements what it needs. Vendor: TRTCCallingDelegate.</summary>
/// <remarks>
/// One call after another, on the context where the <see cref="TRTCCalling"/> was made, else on the thread pool. What a method here throws
/// hinders nothing, is logged and told to <see cref="OnError"/>.
/// </remarks>
public interface ITRTCCallingDelegate
{
    /// <summary>To a callee: a call rings here. Vendor: onInvited.</summary>
    /// <param name="sponsor">Who invites.</param>
    /// <param name="userIds">Everybody whom the group call was given, in order; empty in a call of two.</param>
    /// <param name="isFromGroup">The call has a group id.</param>
    /// <param name="callType">What for.</param>
    void OnInvited(string sponsor, IReadOnlyList<string> userIds, bool isFromGroup, CallType callType)
    {
    }

    /// <summary>To members: another member invited further users. Vendor: onGroupCallInviteeListUpdate.</summary>
    /// <param name="userIds">Everybody who has not answered yet.</param>
    void OnGroupCallInviteeListUpdate(IReadOnlyList<string> userIds)
    {
    }

    /// <summary>This user's media is connected. Vendor: onUserEnter.</summary>
    /// <param name="userId">Who.</param>
    void OnUserEnter(string userId)
    {
    }

    /// <summary>This user has left the call, or was lost. Vendor: onUserLeave.</summary>
    /// <param name="userId">Who.</param>
    void OnUserLeave(string userId)
    {
    }

    /// <summary>Another user began or ceased to send pictures. Vendor: onUserVideoAvailable.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="available">Sends.</param>
    void OnUserVideoAvailable(string userId, bool available)
    {
    }

    /// <summary>Another user began or ceased to send sound. Vendor: onUserAudioAvailable.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="available">Sends.</param>
    void OnUserAudioAvailable(string userId, bool available)
    {
    }

    /// <summary>How loud a user of the call is, this user among them; only with <see cref="CallingOptions.AudioLevelInterval"/>. Vendor: onUserVoiceVolume.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="volume">0 to 100.</param>
    void OnUserVoiceVolume(string userId, int volume)
    {
    }

    /// <summary>To who invited: this user has declined. Also to a device of that very user, when another of them did. Vendor: onReject.</summary>
    /// <param name="userId">Who.</param>
    void OnReject(string userId)
    {
    }

    /// <summary>To who invited: this user did not answer in time. Vendor: onNoResp.</summary>
    /// <param name="userId">Who.</param>
    void OnNoResp(string userId)
    {
    }

    /// <summary>To who invited: this user is in another call. Vendor: onLineBusy.</summary>
    /// <param name="userId">Who.</param>
    void OnLineBusy(string userId)
    {
    }

    /// <summary>To a callee: the invitation was taken back. Vendor: onCallingCancel.</summary>
    /// <param name="userId">Who did.</param>
    void OnCallingCancel(string userId)
    {
    }

    /// <summary>To a callee: the time to answer has passed. Vendor: onCallingTimeOut.</summary>
    void OnCallingTimeOut()
    {
    }

    /// <summary>The call is over, and not by this user's own act: nobody else is left, somebody ended it, or it failed. Vendor: onCallEnd.</summary>
    void OnCallEnd()
    {
    }

    /// <summary>Something failed. The methods return nothing: this is where their failures come. Vendor: onError.</summary>
    /// <param name="code">Why.</param>
    /// <param name="message">For people.</param>
    void OnError(TRTCErrorCode code, string message)
    {
    }
}
