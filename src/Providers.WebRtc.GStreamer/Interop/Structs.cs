using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Calling.Providers.WebRtc.GStreamer.Interop;

// Public, ABI-stable structures of GLib and GStreamer 1.x, up to the last field that is read here.
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    internal nint Type;
    internal ulong Data0;
    internal ulong Data1;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GError
{
    internal uint Domain;
    internal int Code;
    internal byte* Message;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GSignalQuery
{
    internal uint Id;
    internal nint Name;
    internal nint InstanceType;
    internal uint Flags;
    internal nint ReturnType;
    internal uint ParameterCount;
    internal nint* ParameterTypes;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstMiniObject
{
    internal nint Type;
    internal int RefCount;
    internal int LockState;
    internal uint Flags;
    internal nint Copy;
    internal nint Dispose;
    internal nint Free;
    internal uint PrivateNumber;
    internal nint PrivatePointer;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstBuffer
{
    internal GstMiniObject Base;
    internal nint Pool;
    internal ulong Pts;
    internal ulong Dts;
    internal ulong Duration;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstMessage
{
    internal GstMiniObject Base;
    internal int Type;
    internal ulong Timestamp;
    internal nint Source;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstPadProbeInfo
{
    internal int Type;
    internal CULong Id;
    internal nint Data;
}

[InlineArray(4)]
internal struct FourPointers
{
    private nint _first;
}

[InlineArray(4)]
internal struct FourInts
{
    private int _first;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstMapInfo
{
    internal nint Memory;
    internal int Flags;
    internal nint Data;
    internal nint Size;
    internal nint MaxSize;
    internal FourPointers UserData;
    internal FourPointers Reserved;
}

[InlineArray(4)]
internal struct FourMaps
{
    private GstMapInfo _first;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstVideoInfo
{
    internal nint Format;
    internal int InterlaceMode;
    internal int Flags;
    internal int Width;
    internal int Height;
    internal nint Size;
    internal int Views;
    internal int ChromaSite;
    internal FourInts Colorimetry;
    internal FourInts AspectAndRate;
    internal FourPointers Offset;
    internal FourInts Stride;
    internal FourPointers Reserved;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstVideoFrame
{
    internal GstVideoInfo Info;
    internal int Flags;
    internal nint Buffer;
    internal nint Meta;
    internal int Id;
    internal FourPointers Data;
    internal FourMaps Maps;
    internal FourPointers Reserved;
}

[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GstAppSinkCallbacks
{
    internal nint Eos;
    internal nint NewPreroll;
    internal delegate* unmanaged[Cdecl]<nint, nint, int> NewSample;
    internal nint NewEvent;
    internal nint ProposeAllocation;
    internal FourPointers Reserved;
}

[StructLayout(LayoutKind.Sequential)]
internal struct GstWebRtcSessionDescription
{
    internal int Type;
    internal nint Sdp;
}
