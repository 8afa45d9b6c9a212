namespace Calling.Conformance.Scripts;

/// <summary>Which of a device's sessions a step is about: by how it came about, so that it means the same however a race went.</summary>
internal enum Target
{
    /// <summary>The call placed last, or the one that took its place in glare.</summary>
    Out,

    /// <summary>The call that rang last.</summary>
    In,

    /// <summary>The call entered last by its id.</summary>
    Joined,

    /// <summary>The oldest incoming call that is not over.</summary>
    OldestIn,
}
