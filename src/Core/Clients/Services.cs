using Microsoft.Extensions.DependencyInjection;

namespace Calling.Clients;

/// <summary>How a client and a session look for what they are asked for.</summary>
internal static class Services
{
    /// <summary>
    /// The first object that is of a type, or hands such a one out: without a key any object itself, and what it knows as an
    /// <see cref="IServiceProvider"/>; with a key, what it knows as an <see cref="IKeyedServiceProvider"/>.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="key">The key, if any.</param>
    /// <param name="places">Where to look, in order; null is skipped.</param>
    public static object? Find(Type type, object? key, params ReadOnlySpan<object?> places)
    {
        ArgumentNullException.ThrowIfNull(type);
        foreach (object? place in places)
        {
            object? found = key is null
                ? type.IsInstanceOfType(place) ? place : (place as IServiceProvider)?.GetService(type)
                : (place as IKeyedServiceProvider)?.GetKeyedService(type, key);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
