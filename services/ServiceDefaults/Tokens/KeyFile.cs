namespace BusinessFocus.ServiceDefaults.Tokens;

/// <summary>A secret in a file that only its owner reads, made the first time that it is asked for.</summary>
public static class KeyFile
{
    /// <summary>What the file has; written by whoever comes first of several instances that start at once.</summary>
    public static string Keep(string file, Func<string> make)
    {
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var unfinished = $"{file}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var writer = new StreamWriter(unfinished, options))
            {
                writer.Write(make());
            }

            try
            {
                File.Move(unfinished, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(unfinished);
            }
        }

        return File.ReadAllText(file);
    }
}
