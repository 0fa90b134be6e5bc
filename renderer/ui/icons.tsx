import type { ReactNode } from "react";

interface IconProps {
  readonly size?: number;
}

function icon(paths: ReactNode): (props: IconProps) => ReactNode {
  return (props) => <Outline {...props} paths={paths} />;
}

function Outline({ size = 16, paths }: IconProps & { readonly paths: ReactNode }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {paths}
    </svg>
  );
}

// Drawn here: sixteen small outlines cost less than any icon package.
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const SearchIcon = icon(
  <>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </>,
);
export const RefreshIcon = icon(
  <>
    <path d="M20 11a8 8 0 0 0-14.3-4L3.5 9.5" />
    <path d="M3.5 4.5v5h5" />
    <path d="M4 13a8 8 0 0 0 14.3 4l2.2-2.5" />
    <path d="M20.5 19.5v-5h-5" />
  </>,
);
export const SettingsIcon = icon(
  <>
    <path d="M4 7h10M18 7h2M4 17h2M10 17h10" />
    <circle cx="16" cy="7" r="2.2" />
    <circle cx="8" cy="17" r="2.2" />
  </>,
);
export const CopyIcon = icon(
  <>
    <rect x="9" y="9" width="11" height="11" rx="2" />
    <path d="M5 15V6a2 2 0 0 1 2-2h8" />
  </>,
);
export const LinkIcon = icon(
  <path d="M14 4h6v6M20 4l-9 9M18 14v4a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h4" />,
);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7.5" />);
export const AlertIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7.5v5.5M12 16.5v.01" />
  </>,
);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.5v.01" />
  </>,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.5c2 .8 3.2 2.7 3.5 5.5" />
  </>,
);
export const PersonIcon = icon(
  <>
    <circle cx="12" cy="8" r="4" />
    <path d="M4.5 20.5c.7-4.5 3.5-6.5 7.5-6.5s6.8 2 7.5 6.5" />
  </>,
);
export const FileIcon = icon(
  <path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5" />,
);
export const QrIcon = icon(
  <>
    <path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4z" />
    <path d="M14 14h2.5v2.5H14zM20 14v.01M20 20v-3M14 20h2.5" />
  </>,
);
export const UploadIcon = icon(
  <path d="M12 16V4.5M7 9l5-5 5 5M4.5 15.5V18a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.5" />,
);
export const DownloadIcon = icon(
  <path d="M12 4v11.5M7 11l5 5 5-5M4.5 15.5V18a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-2.5" />,
);
export const FolderIcon = icon(
  <path d="M3.5 7a2 2 0 0 1 2-2H9l2.5 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2z" />,
);
export const TrashIcon = icon(<path d="M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.2 11v5M13.8 11v5" />);
export const EditIcon = icon(<path d="M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5zM13.5 7l3.5 3.5" />);
export const MutedIcon = icon(
  <>
    <path d="M9 5.5a3 3 0 0 1 6 0v5M15 14.5a3 3 0 0 1-6-2V9.5M6 11.5a6 6 0 0 0 10 4.5M18 11.5c0 1-.2 1.9-.6 2.7M12 17.5V21" />
    <path d="M4 4l16 16" />
  </>,
);
export const BackIcon = icon(<path d="M19 12H5M11 6l-6 6 6 6" />);
export const ChevronDownIcon = icon(<path d="M6 9.5l6 6 6-6" />);
export const ChevronUpIcon = icon(<path d="M6 14.5l6-6 6 6" />);
export const InboxIcon = icon(
  <path d="M4 13.5L6.5 5h11l2.5 8.5V18a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18zM4 13.5h4.5l1.2 2.5h4.6l1.2-2.5H20" />,
);
export const ShieldIcon = icon(<path d="M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z" />);
export const PauseIcon = icon(<path d="M8.5 5.5v13M15.5 5.5v13" />);
export const PlayIcon = icon(<path d="M8 5.5v13l10-6.5z" />);
export const JobsIcon = icon(
  <path d="M4 6.5l1.5 1.5L8 5M4 12.5L5.5 14 8 11M4 18.5L5.5 20 8 17M11.5 6.5H20M11.5 12.5H20M11.5 18.5H20" />,
);
export const HistoryIcon = icon(
  <>
    <path d="M4 12a8 8 0 1 0 2.6-5.9L4 8.5M4 4v4.5h4.5" />
    <path d="M12 8v4.5l3 1.8" />
  </>,
);
export const CameraIcon = icon(
  <>
    <path d="M4 7.5h3.5L9 5h6l1.5 2.5H20v11H4z" />
    <circle cx="12" cy="13" r="3.2" />
  </>,
);
export const ScreenIcon = icon(<path d="M4 5h16v11H4zM9 20h6M12 16v4" />);
