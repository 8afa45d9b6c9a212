using System.Net;

namespace Calling.Server.Limits;

/// <summary>What counts as one address: an IPv4 address, or an IPv6 /64, which is what one household has.</summary>
internal static class AddressKey
{
    public static IPAddress Of(IPAddress? address)
    {
        address = address switch
        {
            null => IPAddress.None,
            { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
            _ => address,
        };
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
