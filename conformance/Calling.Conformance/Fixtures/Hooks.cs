namespace Calling.Conformance;

/// <summary>What a fixture may offer beyond the provider itself.</summary>
[Flags]
public enum Hooks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="ConformanceFixture.Network"/>.</summary>
    Network = 1,

    /// <summary><see cref="ConformanceFixture.Hostile"/>.</summary>
    Hostile = 2,

    /// <summary><see cref="ConformanceFixture.Wire"/>.</summary>
    Wire = 4,

    /// <summary><see cref="ConformanceFixture.RefusedCredential"/>.</summary>
    RefusedCredential = 8,

    /// <summary><see cref="ConformanceFixture.Media"/>.</summary>
    Media = 16,

    /// <summary><see cref="ConformanceFixture.Quality"/>.</summary>
    Quality = 32,

    /// <summary><see cref="ConformanceFixture.SingleDevice"/>.</summary>
    SingleDevice = 64,

    /// <summary><see cref="ConformanceFixture.ShortToken"/>.</summary>
    ShortToken = 128,

    /// <summary><see cref="ConformanceFixture.ForgedCredential"/>.</summary>
    ForgedCredential = 256,
}
