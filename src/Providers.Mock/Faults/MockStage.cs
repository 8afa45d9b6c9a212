namespace Calling.Providers.Mock;

/// <summary>Where a message is on its way between Core and the line.</summary>
public enum MockStage
{
    /// <summary>A command on its way up.</summary>
    Command,

    /// <summary>A command's result on its way back; it has been carried out.</summary>
    Result,

    /// <summary>A call's signal on its way down.</summary>
    Signal,
}
