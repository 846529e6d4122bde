namespace BusinessFocus.Local.Infrastructure;

/// <summary>One of the ways to have the servers is not to be had on this machine; the message says why, in a line.</summary>
public sealed class ServersUnavailableException : Exception
{
    public ServersUnavailableException()
    {
    }

    public ServersUnavailableException(string why)
        : base(why)
    {
    }

    public ServersUnavailableException(string why, Exception cause)
        : base(why, cause)
    {
    }
}
