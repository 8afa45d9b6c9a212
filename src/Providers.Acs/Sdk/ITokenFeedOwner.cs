namespace Calling.Providers.Acs.Sdk;

/// <summary>Told how long a sign-in still holds. Any thread.</summary>
internal interface ITokenFeedOwner
{
    /// <summary>The app should give a new token.</summary>
    void OnTokenExpiring(TimeSpan remaining);

    /// <summary>The last token has run out.</summary>
    void OnTokenExpired();
}
